export const en = {
  list: 'Quotes',
  count: (count: string, one: boolean) => (one ? '1 quote' : `${count} quotes`),
  all: 'All speakers',
  speaker: 'Speaker',
  unplaced: 'Only those without a place',
  unplacedMark: 'without a place',
  reworded: 'reworded since',
  empty: 'No quote yet',
  emptyDetail: 'Open an article, select a passage and press 1 to 5.',
  nothingFits: 'No quote fits this choice',
};
export const zh: typeof en = {
  list: '摘录',
  count: (count) => `${count} 条摘录`,
  all: '所有说话人',
  speaker: '说话人',
  unplaced: '只看失去位置的',
  unplacedMark: '失去位置',
  reworded: '原文已改',
  empty: '还没有摘录',
  emptyDetail: '打开一篇文章，选中一段文字，按 1 到 5。',
  nothingFits: '没有符合条件的摘录',
};
