import type { errors as english } from '../english/errors';

/** What is wrong and what to do, by the error's code. */
const LEADS: Readonly<Record<string, string>> = {
  'bad-argument': '这个参数不能用：请改正后再试。',
  'bad-batch': '这个文件不是可以打开的批量结果：请打开另一个。',
  'bad-game-file': '这个文件不是可以玩的游戏文件：请改正它，或打开另一个。',
  'bad-game-name': '没有叫这个名称的游戏：请改正名称，或选择另一局。',
  'bad-model-address': '这不是模型的地址：请写 owner/name@revision 或 https 地址。',
  'bad-settings': '这样的设置无法运行：请改动消息、干扰或手术的设置。',
  'bad-trace': '这份运行记录无法显示：请换一份，或在这里重新运行。',
  'choose-agent': '这局游戏有多个智能体：请选择由哪一个来玩。',
  'context-full': '模型的上下文已满：这条泳道到此结束。',
  'corpus-changed': '大量消息的统计量与这些模型不符：请把统计量改为取自本条消息，或换用其他模型。',
  'corpus-invalid': '大量消息的统计量文件有误：请把统计量改为取自本条消息，或换用其他模型。',
  'corpus-missing': '没有大量消息的统计量：请把统计量改为取自本条消息，或换用其他模型。',
  'folder-closed': '浏览器不能自行再次打开这个文件夹：请再选择一次。',
  'folder-file-changed':
    '文件夹里的一个文件与 manifest.json 不符：请重新取得该文件，再选择一次文件夹。',
  'folder-file-missing':
    '文件夹里有 manifest.json，但缺少它列出的一个文件：请把该文件放到 manifest.json 旁边，再选择一次文件夹。',
  'folder-without-manifest': '文件夹里没有 manifest.json：请选择含有它的文件夹。',
  'gpu-lost': '测量时 GPU 丢失：请重新测量，模型会为此重新加载。',
  'manifest-invalid': '模型清单 manifest.json 有误：请检查模型的地址，或换用其他模型。',
  'missing-batch-games':
    '此浏览器里没有这一批的某些导入的游戏文件：请在“局的来源”下重新给出，然后继续。',
  'missing-game-file': '这局游戏来自文件，而链接不携带文件：请再次拖入该文件。',
  'model-changed':
    '下载的模型文件与清单不符：请重试，两者都会重新下载；若仍不符，则是服务器上的文件互不相符。',
  'model-missing': '服务器上没有这个模型文件：请检查模型的地址。',
  'model-truncated': '模型文件没有下载完整：请检查网络，再次加载模型。',
  'model-unreachable':
    '无法下载模型文件，服务器没有回应，或不允许本页读取（CORS）：请检查地址和网络后重试。',
  'models-lost': '模型已不可用：请重新加载模型。',
  'models-missing': '模型尚未加载：请先加载模型。',
  'models-stuck': '模型没有回应：请重新加载模型。',
  'models-not-started': '模型无法启动：请关闭其他标签页或程序，再重新加载模型。',
  'no-such-game': '造不出这样的一局游戏：请换一个种子或任务。',
  'other-batch':
    '这一批是用别的设置、模型或设备开始的，不能接着玩成同一个结果：请先保存它，再开始新的一批。',
  'self-test-failed': '模型在这台设备上的计算结果不对：请换一种设备。',
  'unplayable-game': '这局游戏在这里不能玩：请选择另一局。',
  'webgpu-failed': 'WebGPU 在这块 GPU 上不能用：请改用 WASM。',
  'webgpu-missing': '这里不能用 WebGPU：请改用 WASM。',
  'worker-stopped': '模型已停止运行：请重新开始。',
};

/** Of any other code: a fault of the program. */
const FAULT = '程序出错：请重新加载模型；若再次出现，请连同详情一起报告。';

export const errors: typeof english = {
  told: (code, detail) => `${LEADS[code] ?? FAULT}详情（英文）：${detail}`,
};
