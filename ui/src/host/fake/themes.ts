/** Themes of the pretended library: name, kind, parent, colour, other names. */
export type ThemeSeed = readonly [name: string, kind: string, parent: string | null, colour: number, aliases: string[]];

export const themes: readonly ThemeSeed[] = [
  ['AI 服务器', 'topic', null, 4, ['AI server', 'AI servers', 'AI服务器']],
  ['HBM', 'topic', 'AI 服务器', 1, ['高带宽内存', 'high bandwidth memory', 'HBM4', 'HBM3E']],
  ['ASIC', 'topic', 'AI 服务器', 2, ['定制芯片', 'custom silicon', 'custom chip']],
  ['CoWoS', 'topic', 'AI 服务器', 3, ['先进封装', 'advanced packaging', 'CoWoS-L']],
  ['光互连', 'topic', 'AI 服务器', 6, ['optical interconnect', 'CPO', '光模块']],
  ['推理需求', 'topic', null, 5, ['inference', 'inference demand', '推理']],
  ['资本开支', 'topic', null, 8, ['capex', 'capital expenditure']],
  ['电力与散热', 'topic', null, 7, ['power', 'liquid cooling', '液冷']],
  ['台积电', 'company', null, 2, ['TSMC', 'TSM', '2330.TW']],
  ['SK海力士', 'company', null, 1, ['SK hynix', '海力士']],
  ['英伟达', 'company', null, 2, ['NVIDIA', 'NVDA']],
  ['博通', 'company', null, 4, ['Broadcom', 'AVGO']],
  ['美光', 'company', null, 6, ['Micron', 'MU']],
  ['黄仁勋', 'person', null, 3, ['Jensen Huang', '老黄']],
];
