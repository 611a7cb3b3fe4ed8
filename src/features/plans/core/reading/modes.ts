import type { Mode } from '../found.ts'

// Longer phrases first: what one of them has read is not read again by a shorter one.
const lexicon: readonly (readonly [RegExp, Mode])[] = [
  [/线上线下(?:相结合|结合|混合|融合)|线上[+、与和及]?线下(?:相)?结合|混合式?|OMO/g, 'blended'],
  [/(?:线下)?送教(?:下乡|到校|入校|进校)?|送培(?:下乡|到校|进校)?/g, 'send-to-school'],
  [/同课异构|同课同构|一课多磨/g, 'same-lesson'],
  [/影子(?:培训|跟岗)?|跟岗(?:实践|研修|学习|实习)?|跟班(?:学习)?|挂职(?:锻炼|学习)?|顶岗/g, 'shadowing'],
  [
    /外出(?:研修|学习|培训|考察|观摩)?|赴外(?:学习|考察|研修)?|名校(?:考察|访学)|异地(?:研修|培训)?|访学|考察(?:学习)?|走出去|高校研修|省外|外派/g,
    'off-site',
  ],
  [/任务驱动|项目驱动|项目式/g, 'task-driven'],
  [/工作坊|参与式/g, 'workshop'],
  [
    /网络(?:研修|培训|学习|课程)?|远程(?:培训|研修|学习)?|线上(?:研修|培训|学习|课程)?|在线(?:学习|研修|培训)?|云端|直播|网上/g,
    'online',
  ],
  [/校本(?:研修|培训|教研|研训)?|园本(?:研修|培训|教研)?|以校为本/g, 'school-based'],
  [/自主(?:研修|学习|选学)|自学|自主阅读|读书自修/g, 'self-study'],
  [/成果展示|汇报展示|展示(?:交流|活动)?|公开课|示范课|汇报课|观摩(?:研讨|课)?|风采展/g, 'showcase'],
  [/(?:专家|专题|系列|学术)?(?:讲座|报告会?|授课)|讲坛|专家引领/g, 'lecture'],
  [/实践(?:课程|操作|活动|考核|指导)?|实操(?:演练)?|实训|实习|演练|技能训练|案例实践/g, 'practice'],
  [/互动交流|交流(?:研讨|互动)?|研讨(?:交流)?|论坛|沙龙|座谈|分享会?|分组研讨|警示会/g, 'exchange'],
  [
    /集中(?:培训|研修|面授|学习|授课)?|线下(?:培训|集中|研修|面授|学习)*|面授|现场(?:培训|教学|授课)|脱产/g,
    'face-to-face',
  ],
]

/** The modes that a phrase names, in the order of the lexicon. */
export function modesIn(text: string): readonly Mode[] {
  let rest = text
  const found = new Set<Mode>()
  for (const [pattern, mode] of lexicon) {
    const left = rest.replace(pattern, '\u0000')
    if (left !== rest) found.add(mode)
    rest = left
  }
  return [...found]
}

/** The modes that a passage of prose states as its own way of working, not those that it merely mentions. */
export function modesStatedIn(passage: string): readonly Mode[] {
  const found = new Set<Mode>()
  const phrases = [
    ...passage.matchAll(
      /(?:采取|采用|通过|以|利用|依托|运用|举办|组织|开展)([^,。;]{2,60}?)(?:等?(?:相结合|的?(?:方式|形式|模式|途径|方法))|[,。;]|$)/g,
    ),
  ]
  for (const phrase of phrases) for (const mode of modesIn(phrase[1] ?? '')) found.add(mode)
  return [...found]
}
