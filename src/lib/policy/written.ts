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

const books = {
  level: codeBook(namesOf('level', programmeLevels), {
    国家: 'nation',
    省: 'province',
    市: 'city',
    县: 'county',
    县区: 'county',
    区县级: 'county',
    区级: 'county',
    校: 'school',
    学校: 'school',
  }),
  mode: codeBook(namesOf('mode', programmeModes), {
    线上: 'online',
    网络: 'online',
    网络研修: 'online',
    远程: 'online',
    线下: 'face-to-face',
    集中: 'face-to-face',
    面授: 'face-to-face',
    混合: 'blended',
    混合式: 'blended',
    校本: 'school-based',
    跟岗: 'shadowing',
    外出: 'off-site',
    外出培训: 'off-site',
  }),
  kind: codeBook(
    namesOf('kind', programmeKinds),
    Object.fromEntries(
      Object.entries(alsoKinds).flatMap(([code, names]) =>
        [nameOf('kind', code, 'zh').replace(/培训$/, ''), ...names].flatMap((name) =>
          endings.map((ending) => [`${name}${ending}`, code] as const),
        ),
      ),
    ),
  ),
}

/** The code that a written level, form or kind of programme means: by the code itself, its Chinese name or what bureaus also write; undefined where nobody knows it. */
export function codeWritten(dimension: Written, written: string): string | undefined {
  return books[dimension](written)
}

/** What hours may rest on wherever they come from: what an inspection asks for, and what packs name. */
export const usualProofs = ['考勤', '学习', '资料', '成果', '计划', '记载', '考核'] as const
