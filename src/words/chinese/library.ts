import type { library as english } from '../english/library';

export const library: typeof english = {
  title: '游戏文件',
  close: '关闭',
  introBefore: 'ALFWorld 自己的游戏可以在这里玩：把 ',
  introAfter:
    ' 拖到页面任意处即可，一个或多个、zip 或数据集文件夹都行。任何内容都不会离开本浏览器。',
  chooseFiles: '选择文件…',
  files: '游戏文件',
  chooseFolder: '选择文件夹…',
  folder: '数据集文件夹',
  listing: '正在列出',
  progress: (folders, files) => `至此 ${folders} 个文件夹，${files} 个文件`,
  stop: '停止',
  whichAgent: (count) => `这个游戏有 ${count} 个智能体。要扮演哪一个？`,
  cancel: '取消',
  kept: (count) => `本浏览器保留最近打开的 ${count} 个游戏。`,
  forget: '全部忘记',

  drop: {
    title: '把 ALFWorld 游戏拖到这里',
    before: '可以是 ',
    between: '，一个或多个、zip、整个数据集文件夹；也可以是保存的运行 ',
    after: ' 文件。',
    privacy: '任何内容都不会离开本浏览器。',
  },

  list: {
    label: '游戏',
    search: '搜索游戏',
    example: '搜索：加热 potato 厨房',
    task: '任务类型',
    everyTask: '所有任务类型',
    room: '房间',
    everyRoom: '所有房间',
    option: (name, count) => `${name}（${count} 个）`,
    one: '1 个游戏',
    count: (games) => `${games} 个游戏`,
    countOf: (found, all) => `${all} 个游戏中的 ${found} 个`,
    keys: '：方向键选择，Enter 打开',
    nothing: '没有哪个游戏含有全部这些词。',
    showAll: '显示所有游戏',
    more: (count) => `再显示 ${count} 个`,
    reading: '正在读取文件。',
  },

  /** Of imported games only. */
  otherTasks: {
    pick_and_place_with_movable_recep: '连同可移动容器放置',
  },
  place: (room, scene) => `${room} ${scene} 号`,
  scene: (scene) => `场景 ${scene}`,
  origin: (file, kilobytes, date) => `${file}，${kilobytes} kB，${date} 修改`,

  notices: {
    found: (games) => `找到 ${games} 个游戏。`,
    foundAgain: (games) => `找到 ${games} 个游戏，都已在列表中。`,
    foundSome: (games, again) => `找到 ${games} 个游戏，其中 ${again} 个已在列表中。`,
    stopped: '已停止：至此找到的都在列表中。',
    other: (file) => `“${file}”不是 game.tw-pddl，已略过。`,
    oneOther: '1 个文件不是 game.tw-pddl，已略过。',
    others: (files) => `${files} 个文件不是 game.tw-pddl，已略过。`,
    noFile: '里面没有文件。请拖入 game.tw-pddl、zip 或数据集文件夹。',
    noGame:
      'ALFWorld 的游戏是名为 game.tw-pddl 的文件：请拖入这样的文件，或含有它的 zip 或文件夹。',
    mostFiles: (most) => `只列出了前 ${most} 个文件。请拖入较小的文件夹。`,
    of: (game, sentence) => `${game}：${sentence}`,
    startsWon: '这个游戏的目标在开始时就已达成。',
    notKept: '本浏览器不保留文件（无痕窗口，或存储空间已满）：重新加载后，请再次拖入文件。',
    batchLimit: (most, left) => `一批最多 ${most} 局导入的游戏：有 ${left} 局没有读取。`,
    stillKept: '本浏览器没有删除已打开文件的副本：请在浏览器设置中清除本页的数据。',
    forgotten: '列表已清空，本浏览器不再保留打开过的文件。正在进行的游戏继续。',
  },

  faults: {
    carried: '不能玩：它需要随身携带的容器，而文字游戏里没有。',
    sliced: '不能玩：它的目标是切片的物品，而文字游戏略去了这些。',
    missing: (path) => `“${path}”已不在原处。请再次拖入。`,
    forbidden: (path) => `浏览器不能读取“${path}”，或它已被更改。请检查其权限，再次拖入。`,
    unreadable: (path) => `无法读取“${path}”。请再次拖入。`,
    tooLarge: (path, megabytes) =>
      `“${path}”超过 ${megabytes} MB，游戏文件不会这么大。请拖入另一个文件。`,
    zipEntries: (zip, most) => `“${zip}”的条目超过 ${most} 个。请解压后拖入文件夹。`,
    zipUnpacked: (zip, gigabytes) =>
      `“${zip}”中的游戏文件解压后超过 ${gigabytes} GB。请解压后拖入文件夹。`,
    zipTooLarge: (zip, megabytes) => `“${zip}”超过 ${megabytes} MB。请解压后拖入文件夹。`,
    zipChanged: (zip, file) => `“${zip}”中已没有“${file}”。请再次拖入。`,
    zipDamaged: (zip) => `“${zip}”不是 zip 文件，或已损坏。请重新打包后拖入。`,
    badFile: (detail) =>
      `这个文件不是可以玩的游戏文件：请改正它，或拖入另一个。详情（英文）：${detail}`,
    unplayable: (detail) => `这个游戏在这里不能玩：请选择另一个游戏。详情（英文）：${detail}`,
    other: (detail) => `这里出了问题：请选择另一个游戏。详情（英文）：${detail}`,
    own: (detail) => `本页读取这个文件时出错。请连同文件一起报告。详情（英文）：${detail}`,
  },

  save: {
    noFile: '这里没有这个游戏的文件。请先拖入它。',
    noType:
      '保存时没有 traj_data.json：目标不属于 ALFWorld 的六种任务。TextWorld 能打开这个游戏；ALFWorld 的 AlfredTWEnv 会略过它。',
    unsolvable:
      '已照原样保存：文件中没有 "solvable": true，因此 ALFWorld 的 AlfredTWEnv 会略过这个游戏。',
  },
};
