/** Articles of some length, with quotes in them; all invented: no company, person or figure says anything about the world. */
import type { ArticleSeed } from './seed';

export const long: readonly ArticleSeed[] = [
  {
    title: '存储涨价周：HBM 良率与 ASIC 之争',
    site: '算力笔记',
    byline: '林沐',
    published: '2026-11-20T09:41:00+08:00',
    lang: 'zh',
    themes: ['HBM', 'ASIC', 'AI 服务器', 'SK海力士'],
    starred: true,
    abstract: '两家原厂上调 HBM4 报价，封装产能仍是瓶颈；定制芯片的份额继续上修。',
    body: `本周 SK海力士 +6%，美光 +4%，台积电 +2%。渠道反馈 HBM4 报价环比上调约 8%，CoWoS-L 的交期拉长到 34 周，订单仍在往后排。多位采购负责人表示，明年上半年的货源已经基本谈完，剩下的只是分配顺序。
## 良率才是分水岭
一位设备商高管说：“现在的 HBM良率大约 62%，到年底能到七成五就很好。”对比去年同期的 48%，爬坡速度好于预期。国内中试线的数据更低，但扩产计划没有改变，2027 年的目标仍是每月 3 万片。
他还提醒，良率每提高一个点，有效供给就多出一座小厂；报价能否守住，取决于混合键合（hybrid bonding）导入之后的返工率，而不是晶圆投片量本身。
!在手订单变化，单位亿美元: 54, 66, 79, 92, 108, 121
## ASIC 的份额
分析师把 2027 年 AI 服务器市场规模从 1380 亿美元上调到 1610 亿美元，理由是推理需求占比继续上升。其中 ASIC 的出货份额从 24% 调到 29%，GPU 仍占大头，但增速第一次落后。
| 项目 | 原预测 | 新预测 | 变化
| AI 服务器市场（亿美元） | 1380 | 1610 | +17%
| ASIC 出货份额 | 24% | 29% | +5 点
| HBM 单机用量（GB） | 288 | 384 | +33%
| CoWoS 月产能（千片） | 92 | 118 | +28%
云厂商的说法更谨慎。一家北美客户的基础设施主管在电话会上说，他们会“让每一瓦都有两个来源”，意思是 GPU 与自研芯片同时采购，谁先交货用谁。
> 我们不再问哪一种芯片更快，而是问哪一种芯片能在电力批下来之前装好。
## 下游在做什么
- 服务器代工厂把液冷机柜的比例提高到六成，交付周期缩短到 11 周。
- 交换机厂商开始提供 CPO 选项，但多数客户仍选择可插拔光模块。
- 两家电源厂宣布扩产，800V 直流方案进入小批量验证。
## 风险
若 HBM4E 的认证推迟一个季度，明年下半年的 GPU 出货将受影响；若推理侧的 token 价格继续下降，客户对定制芯片的偏好会更强。本文不构成投资建议。`,
    quotes: [
      [
        '现在的 HBM良率大约 62%，到年底能到七成五就很好。',
        '设备商高管',
        '比一月的口径高 4 个点，核对是否同一客户。',
        1,
        ['HBM'],
      ],
      ['分析师把 2027 年 AI 服务器市场规模从 1380 亿美元上调到 1610 亿美元', '卖方分析师', '', 3, ['AI 服务器']],
      ['让每一瓦都有两个来源', '云厂商基础设施主管', '和上次“单一来源最省心”的说法相反。', 2, ['资本开支']],
    ],
  },
  {
    title: 'Memory makers guide HBM4 yields above plan',
    site: 'Chip Ledger',
    byline: 'Ada Norrby',
    published: '2026-11-19',
    lang: 'en',
    themes: ['HBM', '美光'],
    abstract: 'Two suppliers say first-pass yield is ahead of the schedule they gave in January.',
    body: `Management said first-pass yield reached the low sixties, ahead of the schedule given in January. The remark came late in a call that was otherwise about pricing, and it moved the shares more than the price did.
## What was said
“We are about two quarters ahead on the stack, and about one behind on the base die,” the operations chief told analysts. The base die is made by a foundry on a logic process, so its schedule is not fully in the memory maker’s hands.
Asked whether customers would accept sixteen layers with the present bonding method, she answered that three of five already had. The other two want hybrid bonding (混合键合) and are willing to wait.
## Why it matters
- Each point of yield is worth roughly 1.4% of next year’s supply.
- Long-term agreements now cover 80% of planned output, up from 55%.
- Lead times for test equipment stretched from 20 to 29 weeks.
> Nobody asks us for a discount any more. They ask us for a date.
The company repeated its capital expenditure plan of $14.2 billion and said that it would rather be short of clean room than of customers.`,
    quotes: [
      [
        'We are about two quarters ahead on the stack, and about one behind on the base die',
        'Operations chief',
        'Base die = the real bottleneck?',
        4,
        ['HBM'],
      ],
      ['Nobody asks us for a discount any more. They ask us for a date.', 'Operations chief', '', 1, []],
    ],
  },
  {
    title: '中试线纪要：扩产不等于放量',
    site: '产业观察站',
    byline: '陈予安',
    published: '2026-11-18',
    lang: 'zh',
    themes: ['HBM', '资本开支'],
    read: true,
    abstract: '走访两条中试线：设备到位，良率仍在五成上下。',
    body: `国内良率仍在五成上下，量产线换设备后预计提升；2027 年目标每月 3 万片。厂方强调，扩产的瓶颈不在厂房，而在能熟练操作键合机的工程师。
## 现场看到的
第一条线以 8 层堆叠为主，正在为 12 层做验证。工程师把返工集中在两道工序：临时键合的去除，以及 TSV 露头后的清洗。
“设备来了不代表产能来了，我们还差一整个班组。”车间主任这样说。
第二条线的情况好一些，因为早两年就开始培养操作员，但靶材与前驱体的本地供应只有三成。
!良率，百分比: 31, 36, 42, 44, 49, 52
## 采购的态度
下游客户愿意先下小单，条件是共享失效分析数据。这在过去并不常见。`,
    quotes: [['设备来了不代表产能来了，我们还差一整个班组。', '车间主任', '人手而非资金是瓶颈。', 2, ['HBM']]],
  },
  {
    title: 'Inference is eating the accelerator budget',
    site: 'The Rack',
    byline: 'Tomas Vey',
    published: '2026-11-17',
    lang: 'en',
    themes: ['推理需求', 'ASIC'],
    abstract: 'Four operators now spend more on serving models than on training them.',
    body: `Four of the six operators we asked now spend more on serving models than on training them; a year ago it was one. The change is less about new products than about old ones that think longer before they answer.
## Tokens, watts, money
One operator’s planning sheet, which we were shown, has a single line in bold: cost for a million tokens at peak hour. It fell by 61% in twelve months, and volume grew by a factor of nine.
“Training is a project, inference is a utility. You finance them differently,” said the head of capacity at a European cloud.
- Custom silicon (定制芯片) carries 38% of served tokens, against 22% a year ago.
- Memory bandwidth, not arithmetic, limits seven of ten deployments.
- Rack power moves from 70 to 132 kW, and liquid cooling with it.
The consequence for suppliers is a longer, flatter demand curve. It is also a less forgiving one, because a utility can be compared by price.`,
    quotes: [
      [
        'Training is a project, inference is a utility. You finance them differently',
        'Head of capacity',
        '可以用在推理需求那一页的开头。',
        5,
        ['推理需求'],
      ],
    ],
  },
  {
    title: '台积电法说会：CoWoS 再扩两成，先进制程涨价落地',
    site: '晶圆早报',
    byline: '何敏',
    published: '2026-11-16T15:20:00+08:00',
    lang: 'zh',
    themes: ['台积电', 'CoWoS', '资本开支'],
    starred: true,
    abstract: '资本开支上修，先进封装明年再增两成；管理层称需求“强于三个月前”。',
    body: `管理层表示 AI 相关需求强于三个月前，先进封装产能明年将再增两成，其中 CoWoS-L 占新增部分的七成。全年资本开支由 420 亿美元上调至 450 亿美元。
## 问答摘要
问：客户是否在重复下单？答：公司会与客户的客户核对，目前看到的是“真实的机柜，真实的电力合同”。
问：海外厂的成本差距？答：第二座厂的爬坡比第一座快一个季度，毛利率的稀释会从 3 个点收窄到 2 个点。
| 指标 | 上季 | 本季 | 指引
| 营收（亿美元） | 312 | 334 | 345–355
| 毛利率 | 58.6% | 59.1% | 58–60%
| 资本开支（亿美元） | 98 | 117 | —
## 价格
5 纳米以下制程自明年一月起上调 4% 至 6%，封装报价单独谈判。多家客户已经签字。`,
    quotes: [['真实的机柜，真实的电力合同', '管理层', '', 3, ['台积电']]],
  },
  {
    title: 'A transformer shortage decides who trains first',
    site: 'Grid & Compute',
    byline: 'Ines Halloran',
    published: '2026-11-15',
    lang: 'en',
    themes: ['电力与散热', '资本开支'],
    body: `The queue for large transformers is 128 weeks, and it now decides which cluster trains first. Operators have begun to buy the transformer before the land.
One developer keeps eleven of them in a shed in the desert. “It is the only asset I own that nobody asks me to explain,” he said.
Utilities answer with flexible contracts: cheaper power, on condition that a site can drop a third of its load within ten minutes. Inference fleets can, training runs mostly cannot.`,
  },
  {
    title: '液冷机柜价格战打响，快接头成了关键零件',
    site: '机房周刊',
    byline: '宋知远',
    published: '2026-11-14',
    lang: 'zh',
    themes: ['电力与散热', 'AI 服务器'],
    read: true,
    body: `上半年液冷机柜均价下降 19%，冷板与 CDU 的毛利率同步回落，唯独快接头（quick disconnect）还在涨价。
## 为什么是快接头
一个机柜要用到 220 个快接头，漏一滴就可能停一排。客户宁可多付三成，也要用经过两年验证的型号。
“我们卖的不是金属件，是睡得着觉。”一家供应商的销售总监说。
国产替代已经通过小批量验证，预计明年二季度放量。`,
    quotes: [['我们卖的不是金属件，是睡得着觉。', '供应商销售总监', '', 1, ['电力与散热']]],
  },
  {
    title: '定制芯片的账：一颗 ASIC 要卖多少才不亏',
    site: '算力笔记',
    byline: '林沐',
    published: '2026-11-13',
    lang: 'zh',
    themes: ['ASIC', '博通', '台积电'],
    abstract: '按 3 纳米、两颗计算裸片、八颗 HBM 估算，保本量约 21 万颗。',
    body: `一颗 3 纳米 ASIC 的一次性费用约 5.6 亿美元，其中掩模与 IP 占四成，软件团队占三成。按照单颗节省 2700 美元计算，保本量约 21 万颗。
## 谁够得着
- 头部云厂商：内部用量每年 60 万颗以上，值得做两代。
- 第二梯队：用量 8 万到 15 万颗，更适合与博通这类伙伴共用平台。
- 其余客户：直接买 GPU 更便宜。
“自研芯片的第一代是学费，第二代才是产品。”一位架构师这样总结。
!单颗成本随出货量变化，美元: 9800, 7400, 6100, 5300, 4900, 4600`,
    quotes: [['自研芯片的第一代是学费，第二代才是产品。', '芯片架构师', '', 4, ['ASIC']]],
  },
  {
    title: 'Co-packaged optics: the pluggable refuses to die',
    site: 'Lightpath Review',
    byline: 'Mara Quist',
    published: '2026-11-12',
    lang: 'en',
    themes: ['光互连'],
    body: `Every year since 2021 was to be the year of co-packaged optics (CPO). This one might be, for the top of the rack; below it, the pluggable module refuses to die.
Serviceability is the reason that buyers give. A failed module is swapped in four minutes by a person with a ladder; a failed package takes a switch out of service.
“Give me CPO with a socket and I will sign today,” an operator’s network architect told a panel.
Vendors answer with external lasers that can be replaced on their own, which cover 70% of failures.`,
    read: true,
  },
  {
    title: '黄仁勋谈下一代机柜：电力先行，芯片后到',
    site: '远见访谈',
    byline: '本刊记者',
    published: '2026-11-11',
    lang: 'zh',
    themes: ['黄仁勋', '英伟达', 'AI 服务器', '电力与散热'],
    abstract: '虚构访谈示例：从供电、散热谈到推理的经济学。',
    body: `（虚构访谈，仅作示例。）采访约在一间没有窗的会议室。他把一张机柜草图推过来，先讲变压器，再讲芯片。
问：最担心什么？
答：“我最担心的不是芯片不够，是插座不够。”
问：推理会不会让 GPU 变成大宗商品？
答：大宗商品的意思是谁都能做。把一个机柜做到每瓦产出最高，并不是谁都能做。
## 关于 HBM
他说公司已经把三家供应商都认证到同一水准，差别只在爬坡节奏；HBM4E 会按时到来。
## 关于定制芯片
“我欢迎他们。每多一种 ASIC，就多一个把软件写好的理由。”`,
    quotes: [
      ['我最担心的不是芯片不够，是插座不够。', '黄仁勋', '访谈为虚构，仅作示例。', 1, ['电力与散热']],
      ['每多一种 ASIC，就多一个把软件写好的理由。', '黄仁勋', '', 5, ['ASIC']],
    ],
  },
];
