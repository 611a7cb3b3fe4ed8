import { stageCodes, subjectCodes, talentLevels } from '../../../lib/population/codes.ts'
import type { Dimension } from '../core.ts'
import type { Meant } from './reading.ts'

/** What plans say for several stages at once, or for one in short. */
export const stageGroups: Readonly<Record<string, readonly string[]>> = {
  中学: ['3', '4'],
  初中: ['3'],
  高中: ['4'],
  小学: ['2'],
  幼儿园: ['1'],
  学前: ['1'],
}

const settingNames = { urban: ['城区', '城市'], town: ['镇区', '城镇'], rural: ['乡村', '农村'] } as const

const named = (dimension: Dimension, names: readonly (readonly [string, readonly string[]])[]) =>
  names.map(([name, wanted]) => [plain(name), { dimension, wanted }] as const)
const coded = (codes: Readonly<Record<string, string>>) =>
  Object.entries(codes).map(([code, name]) => [name, [code]] as const)
const plain = (name: string) => name.normalize('NFKC').replaceAll(/\s/g, '').replace(/教师$/, '')

const known = Map.groupBy(
  [
    ...named('stage', [...coded(stageCodes), ...Object.entries(stageGroups)]),
    ...named('subject', coded(subjectCodes)),
    ...named(
      'setting',
      Object.entries(settingNames).flatMap(([code, all]) => all.map((name) => [name, [code]] as const)),
    ),
    ...named('talent_level', coded(talentLevels)),
  ],
  ([name]) => name,
)

/** Whom a name of a stage, a subject, a setting or a kind of people means; nothing where it is none of these. */
export function codeMeanings(name: string): readonly Meant[] {
  const found = (known.get(plain(name)) ?? []).map(([, meant]) => meant)
  return [...new Map(found.map((meant) => [`${meant.dimension}/${meant.wanted.join('+')}`, meant])).values()]
}
