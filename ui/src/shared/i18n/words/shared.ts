export const en = {
  like: 'More like this',
  messages: 'Messages',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  undo: 'Undo',
  remove: 'Remove',
  retry: 'Retry',
  more: 'More',
  removeName: (name: string) => `Remove ${name}`,
  failed: 'That did not work',
  export: 'Export',
  exported: (sources: number, passages: number) =>
    `Exported with ${sources === 1 ? '1 source' : `${sources} sources`}, ${passages === 1 ? '1 passage' : `${passages} passages`} checked`,
  exportFaults: (faults: number) =>
    faults === 1 ? 'One passage does not stand as it is quoted' : `${faults} passages do not stand as they are quoted`,
};
export const zh: typeof en = {
  like: '更多类似的',
  messages: '消息',
  close: '关闭',
  cancel: '取消',
  save: '保存',
  undo: '撤销',
  remove: '移除',
  retry: '重试',
  more: '更多',
  removeName: (name) => `移除 ${name}`,
  failed: '没有成功',
  export: '导出',
  exported: (sources, passages) => `已导出：${sources} 个来源，核对了 ${passages} 处引文`,
  exportFaults: (faults) => `有 ${faults} 处引文与存档不符`,
};
