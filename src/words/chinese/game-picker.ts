import type { gamePicker as english } from '../english/game-picker';

export const gamePicker: typeof english = {
  split: '数据划分',
  splits: { unseen: '未见过', seen: '见过', dev: '开发', train: '训练' },
  room: '房间',
  rooms: { kitchen: '厨房', livingroom: '客厅', bedroom: '卧室', bathroom: '浴室' },
  task: '任务',
  tasks: {
    pick_and_place_simple: '放置',
    look_at_obj_in_light: '灯下查看',
    pick_clean_then_place_in_recep: '清洗后放置',
    pick_heat_then_place_in_recep: '加热后放置',
    pick_cool_then_place_in_recep: '冷却后放置',
    pick_two_obj_and_place: '放置两件',
  },
  seed: '种子',
  roll: '换一个种子',
  seedProblem: (text, most) => `种子“${text}”不是 0 到 ${most} 之间的整数。`,
  name: '名称',
  choose: '请选择一局游戏',
  described: (split, room, seed, task) => `${split}的${room}，第 ${seed} 局：${task}`,

  preset: '预设',
  presets: { standard: '标准', realistic: '写实' },
  presetNotes: {
    standard: '评测所用：盲目搜索很难完成。',
    realistic: '地点与物品按 ALFWorld 的户型图布置。',
  },
  difficulty: '难度',
  changed: (changed, all) => `难度：${all} 项中改了 ${changed} 项`,
  reset: (preset) => `恢复为${preset}`,
  drawn: '随机',
  knobs: {
    places: { label: '地点数', hint: '房间里有多少个地点（家具、电器、台面）。' },
    others: { label: '其他物品数', hint: '有多少件与任务无关的物品散放在房间里。' },
    usual: {
      label: '目标在常见位置的比例',
      hint: '目标有多常放在这类物品该在的地方：1 总是，0 任意。',
    },
  },
  range: (hint, least, most) => `${hint}取值 ${least} 到 ${most}。`,
  decimalPoint: (label, text) => `${label}：小数点请用 .，即 ${text}。`,
  wholeKnob: (label, least, most) => `${label}是 ${least} 到 ${most} 之间的整数；留空则按预设。`,
  knob: (label, least, most, step) =>
    `${label}是 ${least} 到 ${most} 之间的数，间隔 ${step}；留空则按预设。`,

  playedBy: (agent) => `由 ${agent} 来玩`,
  fileBefore: '文件 ',
  fileAfter: '，由你打开',
  back: '回到生成的游戏',
  openFiles: '打开文件…',
  save: '保存这一局',
  fileToDrop: (file) =>
    `这个地址指向一局来自文件的游戏，而本浏览器没有该文件。请把 ${file} 拖到页面上。`,
  gameFileOf: (folder) => `${folder} 的 game.tw-pddl`,
  withHash: (file, hash) => `${file}（sha256 ${hash}…）`,
};
