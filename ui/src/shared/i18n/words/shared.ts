export const en = {
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
};
export const zh: typeof en = {
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
};
