/** What a note may begin with, in the language of the interface; loaded when one is chosen. */
import type { Language } from '../../shared/i18n/i18n.svelte';

export const TEMPLATES = ['call', 'company', 'interview'] as const;
export type Template = (typeof TEMPLATES)[number];

interface Page {
  title: string;
  body: string;
}

const section = (...names: string[]) => names.map((name) => `## ${name}\n\n`).join('\n');

const PAGES: Record<Language, Record<Template, Page>> = {
  en: {
    call: {
      title: 'Earnings call: ',
      body:
        '| | Reported | Guided before | Consensus |\n|---|---|---|---|\n| Revenue | | | |\n| Gross margin | | | |\n| Next quarter | | | |\n\n' +
        `${section('What is new', 'Demand', 'Supply and capacity', 'Prices', 'Capital spending')}## Questions and answers\n\n- **Asked by:** \n\n## To check\n\n- [ ] \n`,
    },
    company: {
      title: 'Company: ',
      body:
        '- Ticker: \n- Listed at: \n- Customers: \n- Suppliers: \n\n' +
        `${section('What it sells', 'Where it stands', 'Figures to follow', 'What would change my mind')}## Open questions\n\n- [ ] \n`,
    },
    interview: {
      title: 'Interview: ',
      body:
        '- With: \n- Date: \n- May be quoted: \n\n' +
        `${section('Before: what I want to know', 'What was said', 'What surprised me')}## To check\n\n- [ ] \n`,
    },
  },
  zh: {
    call: {
      title: '业绩会：',
      body:
        '| | 实际 | 此前指引 | 一致预期 |\n|---|---|---|---|\n| 收入 | | | |\n| 毛利率 | | | |\n| 下季指引 | | | |\n\n' +
        `${section('新信息', '需求', '供给与产能', '价格', '资本开支')}## 问答\n\n- **提问：** \n\n## 待核对\n\n- [ ] \n`,
    },
    company: {
      title: '公司：',
      body:
        '- 代码：\n- 上市地：\n- 客户：\n- 供应商：\n\n' +
        `${section('卖什么', '处在什么位置', '要跟踪的数字', '什么会改变我的看法')}## 待解问题\n\n- [ ] \n`,
    },
    interview: {
      title: '访谈：',
      body:
        '- 对象：\n- 日期：\n- 可否引用：\n\n' +
        `${section('访前：想弄清什么', '对方说了什么', '意外之处')}## 待核对\n\n- [ ] \n`,
    },
  },
};

/** A new note of a kind. */
export const pageOf = (template: Template, language: Language): Page => PAGES[language][template];
