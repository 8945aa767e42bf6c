/** Notes of the pretended library: title, Markdown, the headline of the article beside it. */
export const notes: ReadonlyArray<readonly [title: string, body: string, beside: string | null, themes: string[]]> = [
  [
    '良率跟踪表',
    '62%（11 月）← 58%（1 月）← 48%（去年 11 月）。\n\n关注混合键合导入后的**返工率**。',
    '存储涨价周：HBM 良率与 ASIC 之争',
    ['HBM'],
  ],
  [
    'Questions for the next call',
    '- Who owns the transformer?\n- Which share of tokens runs on custom silicon?\n- 账期是否继续拉长？',
    null,
    ['资本开支'],
  ],
  [
    '推理经济学：三个口径',
    '1. 每百万 token 的高峰成本\n2. 每瓦 token\n3. 空闲内存占比',
    'Inference is eating the accelerator budget',
    ['推理需求'],
  ],
  [
    'Base die = bottleneck?',
    'The stack is ahead, the base die behind. Compare with 台积电’s remarks on logic capacity.',
    'Memory makers guide HBM4 yields above plan',
    ['HBM', '台积电'],
  ],
];
