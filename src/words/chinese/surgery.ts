import type { surgery as english } from '../english/surgery';

const stretch = (from: number, to: number): string =>
  to - from === 1 ? `第 ${to} 步` : `第 ${from + 1} 到 ${to} 步`;

const percent = (share: number): string => `${Math.round(share * 100)}%`;

export const surgery: typeof english = {
  lane: '道',
  noLane: '没有一道发送潜在向量。手术针对发送者的隐藏状态。',
  addLane: '加一道潜在向量',
  where: {
    title: '改动放在',
    beside: '旁边新的一道',
    here: '这一道本身',
    replace: (lane) => `${lane} 的位置`,
    besideNote: (lane) => `改动放在新的一道；${lane} 保持原样，供比较。`,
    hereNote: (lane) => `改动 ${lane}。`,
    hereAlone: (lane) => `改动 ${lane}，此后没有一道发送同样而未受干扰的消息。`,
    replaceNote: (lane, replaced) =>
      `最多只有四道的位置：${replaced} 让出位置，${lane} 留下供比较。`,
  },
  done: {
    beside: (lane, other) => `已放在新的一道：${lane}。旁边的 ${other} 保持原样。`,
    here: (lane) => `已在这一道完成：${lane}。`,
    replaced: (lane, other) => `已在这一道完成：${lane}，它占了 ${other} 的位置。`,
    gone: (lane) => `为此新加的一道已去掉：其中不再有任何改动。${lane} 是发送者所写的消息。`,
    back: (lane, other) =>
      `为此新加的一道已把位置还给 ${other}：其中不再有任何改动。${lane} 是发送者所写的消息。`,
    show: '查看这一道',
    play: '运行',
    failed: '运行在此停止：',
    laneFailed: '这条泳道出错，其他泳道继续：',
  },
  steps: {
    title: '消息的各步',
    subtitle: (count, lane) => `${lane}：实际发送的 ${count} 个潜在步，各带它产生的词元`,
    subtitleLoop: (count, lane) =>
      `${lane}：实际发送的 ${count} 个潜在步；它们没有产生词元，灰色为最可能的词元`,
    waiting: '消息写好之后，这里会出现各步。',
    unmade: '这条泳道没有做出消息。',
    write: '写出来：走一步',
    rewriting: '正在重新写消息。',
    unwritten: '消息还没有写：请走一步，或点“运行”。',
    unsent: '消息没有写成：原因见上。这里是改动之前的各步。',
    stale: (count, lane) => `${lane}：改动之前的消息的 ${count} 个潜在步`,
    why: {
      remove: '去掉：消息至少保留一步，请少选一些。',
      average: '取平均：请按住 Shift 选择两步以上。',
      swap: '交换：请输入所选之外的另一步的序号。',
    },
    label: (lane) => `${lane} 的潜在步`,
    step: (step, token) => `第 ${step} 步，${token}`,
    help: '方向键移动，按住 Shift 选择一段；按住 Shift 点击亦可。',
    chosen: (from, to, token) =>
      to - from === 1 ? `第 ${to} 步，${token}` : `${to - from} 步，第 ${from + 1} 到 ${to} 步`,
    remove: '去掉',
    zero: '置零',
    average: '取平均',
    repeat: '重复',
    times: '次（连续）',
    swap: '与此步交换',
    numberProblem: (from, to) => `请输入 ${from} 到 ${to} 之间的整数。`,
    notes: {
      remove: '去掉这些步：消息变短。',
      zero: '把这些步的每个数置为 0；位置保留。',
      average: '用这些步的平均值代替其中每一步。',
      repeat: '把所选的第一步连续发送多次。',
      swap: '把所选的第一步与另一步交换。',
    },
  },
  list: {
    title: '操作',
    subtitle: '按此顺序进行，每项作用于前一项的结果，先于干扰',
    none: '没有改动：消息按发送者所写发送。',
    undo: '撤销',
    clear: '全部去掉',
    earlier: (operation) => `提前：${operation}`,
    later: (operation) => `推后：${operation}`,
    remove: (operation) => `去掉此项：${operation}`,
    first: '已是第一项。',
    last: '已是最后一项。',
    nothingBefore: '撤销：这里没有做过改动。',
    edit: (edit) => {
      switch (edit.kind) {
        case 'remove':
          return `去掉${stretch(edit.from, edit.to)}`;
        case 'zero':
          return `把${stretch(edit.from, edit.to)}置零`;
        case 'average':
          return `把${stretch(edit.from, edit.to)}取平均`;
        case 'repeat':
          return `重复第 ${edit.step + 1} 步：连续 ${edit.times} 次`;
        case 'swap':
          return `交换第 ${edit.step + 1} 步与第 ${edit.other + 1} 步`;
        case 'splice':
          return `前 ${percent(edit.ratio)} 为潜在向量，其余为文字`;
        case 'interpolate':
          return `掺入 ${percent(edit.amount)} 的 ${edit.game} 的消息`;
        case 'certain':
          return edit.at === 'places'
            ? '地点名之前换成确知的发送者的状态'
            : '除地点名之前以外，全部换成确知的发送者的状态';
      }
    },
    words: '手写的文字',
    senderGame: (game) => `为 ${game} 写的消息`,
  },
  whole: {
    title: '整条消息',
    subtitle: '与文字混合，与另一局的消息混合',
    splice: '先潜在向量，后文字',
    spliceNote: '前一部分以潜在向量发送，其后接思维链的文字：行动者在课程训练中见过的混合。',
    ratio: '潜在向量所占份额',
    addSplice: '加入拼接',
    interpolate: '与另一局的消息混合',
    interpolateNote: '逐步取本条消息的 (1 − 份额) 与另一条的份额之和。',
    game: '对局',
    roll: '换一局',
    amount: '另一条的份额',
    addInterpolate: '加入混合',
    noWords: '这条消息不含文字：请在左栏选择完整长度。',
    shareProblem: '请输入 0 到 1 之间的数。',
  },
  house: {
    title: '这条消息，另一座房子',
    subtitle: '发送者为一局写，行动者玩另一局',
    hold: '留住这一局的消息',
    holding: (game) => `这一道的发送者为 ${game} 写。`,
    same: '它就是正在玩的一局：请选择另一座房子。',
    play: '要玩的房子',
    release: '重新为正在玩的一局写',
    file: '来自文件的对局不能留住：只限生成的对局。',
  },
  words: {
    title: '手写文字',
    subtitle: '修改思维链并发送',
    label: '思维链',
    asLatents: '在这一道发送它的潜在向量',
    asText: '作为文字发送',
    reset: '恢复发送者的文字',
    note: '作为潜在向量时，发送者读这些文字，发送的是它的隐藏状态。一个状态代表发送者预期的下一个词：只换一个名字，名字之前的状态不变。',
    waiting: '发送者写好之后，这里会出现文字。',
    loop: '不含文字的消息不能手写：请在左栏选择完整长度。',
    noRoom: '作为文字发送：没有位置放文字道，请先去掉一道。',
    active: '这一道发送你写的内容。',
    unsent: '你输入的内容没有发送。',
    count: (tokens, most) => `${tokens} 个词元，至多 ${most} 个`,
    tooLong: (tokens, most, over) =>
      `这些文字有 ${tokens} 个词元，一条消息至多 ${most} 个。请去掉至少 ${over} 个，再发送。`,
    failed: '这些文字没有发送。请修改后再发送，或收回它们：各道随后照原样继续。',
    takeBack: '收回文字',
    empty: '请写一些文字再发送。',
    sameLatents: '发送潜在向量：这一道发送的正是这些文字。',
    sameText: '作为文字发送：已有一道发送这些文字。',
    unchanged: '恢复：这些就是发送者的文字。',
    textBeside: '作为文字时，放在新的一道。',
    textHere: (lane) => `作为文字时，放在 ${lane}。`,
    textReplace: (lane) => `作为文字时，占 ${lane} 的位置。`,
  },
  swap: {
    title: '承诺交换',
    subtitle: '第二猜测存在哪里',
    note: '不确知的发送者用文字只承诺一个地点，而那个名字之前的隐藏状态仍含有其他猜测。把确知的发送者的状态放在那里，行动者应失去第二猜测；放在其余各处，则应保留。',
    places: '让发送者在地点名处确知',
    rest: '让它在其余各处确知',
    off: '去掉交换',
    none: '去掉：这一道没有做交换。',
    view: '这种视角下发送者是确知的：请在左栏选择“uncertain”。',
    toView: '改用 uncertain 视角',
    full: '只对完整消息有效：请在左栏选择完整长度。',
  },
  importance: {
    title: '每一步的重要性',
    subtitle: (step) => `去掉一个潜在步后，第 ${step} 步命令分布的散度，奈特`,
    unmeasured: '留一法：少了一个潜在步，下一条命令的分布移动多少',
    label: (count) => `${count} 个潜在步的重要性`,
    columns: ['步', '词元', '散度，奈特'],
    sentence: (step, at, token, nats, share) =>
      `对第 ${step} 步的命令，最重要的是第 ${at} 个潜在步（${token}）：少了它，分布移动 ${nats} 奈特；最大的十个占总和的 ${share}%。`,
    none: (step) => `对第 ${step} 步的命令，没有单独一个潜在步是重要的：去掉任何一个都没有移动。`,
  },
};
