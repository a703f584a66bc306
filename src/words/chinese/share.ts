import type { share as english } from '../english/share';

const WHY = {
  unknown: '本页没有这个键',
  bad: '本页不认识这个值',
  repeated: '重复出现',
  'too-many': '太多',
  'too-long': '太长',
  newer: '来自本页的更新版本',
} as const;

const FAULTS = {
  'too-long': '它超过了本页读取的长度',
  newer: '它由本页的更新版本生成',
  damaged: '它已损坏，可能被截断',
  beyond: '其内容不可能出自本页的运行',
} as const;

export const share: typeof english = {
  button: '分享',
  title: '分享',
  close: '关闭',
  what: '链接携带的内容',
  settingsOnly: '仅设置',
  withRun: '连同本次运行',
  settingsNote: '游戏、发送者的视角、消息与上限。打开者自行运行。',
  runNote: '接收者立即看到本次运行。链接不携带隐藏状态；在对方那里重新运行后才会出现。',
  noRun: '还没有可携带的运行：请先按“运行”或“单步”。',
  fileNote: '这个游戏来自文件，链接不携带文件：接收者需拖入同一个文件。',
  beyond: '这些设置超出了链接能携带的范围。请改为下载运行。',
  link: '链接',
  length: (characters) => `${characters} 个字符`,
  tooLong: (characters, most) =>
    `${characters} 个字符：超过了各通讯软件都能通过的 ${most} 个。请下载运行并发送文件，对方把它拖到页面上即可。`,
  copyLink: '复制链接',
  copied: '已复制。',
  refused: '浏览器拒绝访问剪贴板。文字已选中：请按 Ctrl+C 或 ⌘C。',
  send: '发送…',
  download: '下载运行',
  downloaded: '已存为文件，包含隐藏状态。拖到本页即可打开。',
  openRun: '打开已保存的运行…',
  embedTitle: '嵌入',
  embedNote: '把各条泳道、时钟和运行按钮嵌入另一个网页。',
  snippet: '框架的 HTML',
  copySnippet: '复制 HTML',
  frameTitle: 'Interlat Lab：用隐藏状态交流的智能体',
  openInLab: '在 Interlat Lab 中打开',

  notice: {
    title: '这个链接中有些内容未被采用',
    item: (what, reason, used) => `${what}：${WHY[reason]}${used === '' ? '' : `；改用 ${used}`}`,
    wholeLink: (characters) => `整个链接，${characters} 个字符`,
    noLanes: (used) => `链接中没有一条泳道能读懂；改用 ${used}`,
    others: (count) => `另有 ${count} 项`,
    fault: (fault) => `链接中的运行未能显示：${FAULTS[fault]}。链接的设置已采用。`,
    large: '这个文件比本页的任何运行都大。',
    notShown: (detail) =>
      `这次运行未能显示：请向分享者索取另一个链接或文件。详情（英文）：${detail}`,
    dismiss: '知道了',
  },

  shared: {
    title: '分享的运行',
    source: (date, backend) => `生成于 ${date}${backend === '' ? '' : `，后端 ${backend}`}`,
    models: '模型',
    hidden: '链接不携带隐藏状态：在这里重新运行后才会出现。',
    waiting: '这个链接带有一次运行。把该游戏的文件拖到这里后就会显示。',
    disagrees: '本页的游戏与发送者那里的回答不同：显示的是本页的回答。',
    otherModels: (roles) => `这里加载的是不同的模型（${roles}）：运行可能因此分岔。`,
    runHere: '在这里运行',
    runAgain: '在这里再运行一次',
    notReady: '待模型加载完成',
    showAgain: '显示分享的运行',
    forget: '忘记分享的运行',
    compare: '分享的运行与在这里的运行',
    lane: '泳道',
    outcome: '比较',
    human: '由人来玩：不作比较',
    soFar: (steps) => (steps === 0 ? '尚未进行' : `到目前为止 ${steps} 步相同`),
    same: (steps) => `全部 ${steps} 步相同`,
    departs: (step) => `在第 ${step} 步分岔`,
    showStep: (step) => `显示第 ${step} 步`,
    there: '分享的',
    here: '这里的',
    nothing: '没有这一步',
    token: '下一个词元',
    probabilities: (lane, step) => `${lane}，第 ${step} 步：所选词元的概率`,
    unlisted: '不在所列之中',
    nearTie: '前两个词元几乎相等：不同后端在此可能不同。',
    summary: (departed, compared) =>
      departed === 0
        ? '没有一条泳道与分享的运行分岔。'
        : `${compared} 条泳道中有 ${departed} 条与分享的运行分岔。`,
  },

  save: {
    button: '另存为…',
    menu: (figure) => `将“${figure}”另存为`,
    svg: 'SVG',
    png: 'PNG',
    csv: 'CSV',
    failed: '浏览器未能生成图片。',
  },
};
