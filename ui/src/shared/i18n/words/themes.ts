export const en = {
  kinds: { topic: 'Topic', company: 'Company', person: 'Person' } as Record<string, string>,
  aliases: 'Also called',
  items: (count: string) => `${count} articles, quotes and notes`,
  weeks: 'Articles by week, the last twelve weeks',
};
export const zh: typeof en = {
  kinds: { topic: '话题', company: '公司', person: '人物' },
  aliases: '别名',
  items: (count) => `${count} 篇文章、摘录与笔记`,
  weeks: '近十二周每周文章数',
};
