import { postKinds, stageCodes, subjectCodes, talentLevels, titleCodes } from '../../../lib/population/codes.ts'
import { isEverybody, type Population } from '../../../lib/population/population.ts'

const settings: Readonly<Record<string, string>> = { urban: '城区', town: '镇区', rural: '乡村' }

function name(names: Readonly<Record<string, string>>, codes: readonly string[] | undefined): string {
  return (codes ?? []).map((code) => names[code] ?? code).join('、')
}

/** A rule over people in the words of a notice: `乡村、镇区小学数学教师（县级骨干教师）`. */
export function sayAudience(population: Population): string {
  if (isEverybody(population)) return '全体在职教师'
  const subjects = name(subjectCodes, population.subjects)
  const posts = name(postKinds, population.posts)
  const years =
    population.yearsMax === undefined && population.yearsMin === undefined
      ? ''
      : `教龄${population.yearsMin === undefined ? '' : `${population.yearsMin}年以上`}${population.yearsMax === undefined ? '' : `不超过${population.yearsMax}年`}`
  const more = [name(talentLevels, population.talentLevels), name(titleCodes, population.titles), years].filter(Boolean)
  const who = posts || (subjects ? `${subjects}教师` : '教师')
  const base = `${name(settings, population.settings)}${name(stageCodes, population.stages)}${posts && subjects ? `${subjects}学科` : ''}${who}`
  return more.length === 0 ? base : `${base}（${more.join('，')}）`
}
