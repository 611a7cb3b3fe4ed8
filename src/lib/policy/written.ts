import { codeBook } from '../lists/cells.ts'
import { programmeKinds, programmeLevels, programmeModes } from '../programmes/codes.ts'
import { nameOf } from './names.ts'

type Written = 'level' | 'mode' | 'kind'

const namesOf = (dimension: Written, codes: readonly string[]) =>
  Object.fromEntries(codes.map((code) => [code, nameOf(dimension, code, 'zh')]))

// What bureaus head their own courses and certificates with, beside the names that pages use.
const alsoKinds: Readonly<Record<string, readonly string[]>> = {
  induction: ['新教师', '新任教师', '新入职教师', '入职', '岗前', '新教师岗前', '新任教师岗前', '试用期', '见习期'],
  young: ['青年教师', '青年教师提升', '青年教师成长'],
  backbone: ['骨干', '骨干教师', '骨干提升', '骨干教师提高'],
  trainers: ['培训者', '培训者团队建设', '种子教师', '培训团队'],
  head_qualification: ['任职资格', '任职', '校长任职', '校长任职资格', '园长任职', '园长任职资格', '校园长任职'],
  head_improvement: ['提高', '在职提高', '校长提高', '校长在职提高', '园长提高', '园长在职提高', '校园长在职提高'],
  advanced: ['高级', '高研', '校长高级', '校长高级研修', '园长高级研修', '校园长高级研修'],
  topic: ['专题', '专项'],
}

// The same is written with and without what kind of thing it is: 提高, 提高培训, 提高培训班.
const endings = ['', '培训', '培训班', '研修', '研修班', '项目', '班']

const alsoModes: Readonly<Record<string, readonly string[]>> = {
  online: ['线上', '网络', '远程', '在线'],
  'face-to-face': ['线下', '集中', '面授', '脱产'],
  blended: ['混合', '混合式', '线上线下', '线上线下结合', '线上线下相结合'],
  lecture: ['讲座', '报告'],
  'send-to-school': ['送教下乡', '送教上门', '送培'],
  'school-based': ['校本', '园本'],
  shadowing: ['跟岗', '影子'],
  'off-site': ['外出'],
  'self-study': ['自学', '自主'],
}

const alsoLevels: Readonly<Record<string, readonly string[]>> = {
  nation: ['国家', '国培', '国家级培训'],
  province: ['省', '省培', '省级培训'],
  city: ['市', '市培', '市级培训', '地市级', '设区市级'],
  county: ['县', '县培', '县区', '区县级', '县区级', '县市区级', '区级', '区', '区培', '县级培训', '区级培训'],
  school: ['校', '学校', '学校级', '园级', '校级培训'],
  outside: ['外省', '跨省', '赴省外', '赴外省', '省外级', '省外培训'],
}

const spelled = (also: Readonly<Record<string, readonly string[]>>, ends: readonly string[]) =>
  Object.fromEntries(
    Object.entries(also).flatMap(([code, names]) =>
      names.flatMap((name) => ends.map((ending) => [`${name}${ending}`, code] as const)),
    ),
  )

const withNames = Object.fromEntries(
  Object.entries(alsoKinds).map(([code, names]) => [code, [nameOf('kind', code, 'zh').replace(/培训$/, ''), ...names]]),
)

const books = {
  level: codeBook(namesOf('level', programmeLevels), spelled(alsoLevels, [''])),
  mode: codeBook(namesOf('mode', programmeModes), spelled(alsoModes, ['', '培训', '研修', '学习'])),
  kind: codeBook(namesOf('kind', programmeKinds), spelled(withNames, endings)),
}

/** The code that a written level, form or kind of programme means: by the code itself, its Chinese name or what bureaus also write; undefined where nobody knows it. */
export function codeWritten(dimension: Written, written: string): string | undefined {
  return books[dimension](written)
}

/** What hours may rest on wherever they come from: what an inspection asks for, and what packs name. */
export const usualProofs = ['考勤', '学习', '资料', '成果', '计划', '记载', '考核'] as const
