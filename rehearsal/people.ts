import { checkCharacter } from '../src/features/people/core.ts'
import { addDays, lastDayOf, yearOf, type CalendarDate } from '../src/lib/dates.ts'
import { longestName, personName } from './names.ts'
import { randomFrom, type Random } from './random.ts'
import { place, type School, type SchoolKind, type Tree } from './tree.ts'

/** Somebody on a roster of the rehearsal county. */
export type Someone = {
  readonly id: string
  readonly schoolId: string
  readonly staffNo: string
  readonly name: string
  readonly gender: 'male' | 'female'
  readonly bornOn: CalendarDate
  readonly idNumber: string
  readonly phone: string
  readonly stage: string
  readonly subjects: readonly string[]
  readonly title: string
  readonly talentLevel: string | null
  readonly state: string
  readonly startedOn: CalendarDate
  readonly retiresOn: CalendarDate
  readonly posts: readonly Post[]
}

export type Post = {
  readonly id: string
  readonly kind: string
  readonly fromOn: CalendarDate
  readonly toOn: CalendarDate | null
}

type Shares = readonly (readonly [readonly string[], number])[]

// What a teacher of each stage teaches; in the smallest schools one teaches several subjects.
const subjectsOf: Readonly<Record<string, Shares>> = {
  '1': [
    [['L4'], 88],
    [['24', 'L4'], 4],
    [['25', 'L4'], 4],
    [['22', 'L4'], 4],
  ],
  '2': [
    [['13'], 32],
    [['14'], 26],
    [['41'], 9],
    [['15'], 5],
    [['22'], 8],
    [['24'], 4],
    [['25'], 4],
    [['61'], 3],
    [['L1'], 5],
    [['L3'], 2],
    [['L2'], 2],
  ],
  '3': [
    [['13'], 17],
    [['14'], 17],
    [['41'], 16],
    [['16'], 8],
    [['17'], 5],
    [['18'], 5],
    [['L1'], 7],
    [['21'], 6],
    [['20'], 5],
    [['22'], 6],
    [['24'], 2],
    [['25'], 2],
    [['61'], 2],
    [['L2'], 2],
  ],
  '4': [
    [['13'], 15],
    [['14'], 15],
    [['41'], 15],
    [['16'], 10],
    [['17'], 8],
    [['18'], 8],
    [['12'], 7],
    [['21'], 7],
    [['20'], 7],
    [['22'], 4],
    [['24'], 1],
    [['25'], 1],
    [['26'], 1],
    [['27'], 1],
  ],
}
const severalSubjects: Shares = [
  [['13', 'L1'], 4],
  [['14', '15'], 4],
  [['13', '24'], 1],
  [['14', '22'], 1],
]

/** Fills the rosters: ages, titles, posts and states as a county has them on a day. */
export function staffSchools(seed: number, tree: Tree, day: CalendarDate, at: Date): Someone[] {
  const people: Someone[] = []
  for (const [index, school] of tree.schools.entries()) {
    const random = randomFrom(seed, 'people', index)
    const hired = Array.from({ length: school.staff }, (_, place) =>
      hire(random, school, people.length + place, day, at),
    )
    people.push(...givePosts(random, school, hired, day, at))
  }
  const [first, ...rest] = people
  return first
    ? [{ ...first, name: longestName, gender: 'male', idNumber: reissue(first.idNumber, 'male') }, ...rest]
    : []
}

function hire(random: Random, school: School, index: number, day: CalendarDate, at: Date): Someone {
  const year = yearOf(day)
  const stage = school.stages.length > 1 ? (school.stages[random.int(0, 1)] ?? '2') : (school.stages[0] ?? '2')
  const femaleShare = { '1': 0.96, '2': 0.72, '3': 0.58 }[stage] ?? 0.5
  const gender = random.chance(femaleShare) ? 'female' : 'male'
  const startAge = random.int(21, 26)
  // Some four in a hundred come new each year; the roster still shows a few who have retired.
  const working = (gender === 'male' ? 60 : 55) - startAge - (random.chance(0.03) ? -2 : 1)
  const seniority = random.chance(0.12) ? random.int(0, 2) : random.int(3, working)
  const hiredIn = Number(day.slice(5, 7)) >= 8 ? year - seniority : year - seniority - 1
  const startedOn = `${hiredIn}-08-${random.chance(0.7) ? '20' : '01'}`
  const bornIn = hiredIn - startAge
  const month = random.int(1, 12)
  const bornOn = `${bornIn}-${String(month).padStart(2, '0')}-${String(random.int(1, Number(lastDayOf(bornIn, month).slice(8)))).padStart(2, '0')}`
  const retiresOn = `${bornIn + (gender === 'male' ? 60 : 55)}${bornOn.slice(4, 8)}01`
  const isSmall = school.kind === '218'
  const title = titleFor(random, day, startedOn)
  return {
    id: random.id(at),
    schoolId: school.id,
    staffNo: `QS${String(100_001 + index)}`,
    name: personName(random, gender, bornIn),
    gender,
    bornOn,
    idNumber: idNumber(bornOn, gender, index),
    phone: phone(index),
    stage,
    subjects: isSmall ? random.weighted(severalSubjects) : random.weighted(subjectsOf[stage] ?? severalSubjects),
    title,
    talentLevel: talentFor(random, title),
    state: stateFor(random, day, retiresOn),
    startedOn,
    retiresOn,
    posts: newcomer(random, startedOn, at),
  }
}

function titleFor(random: Random, day: CalendarDate, startedOn: CalendarDate): string {
  const years = yearOf(day) - yearOf(startedOn)
  if (years < 1) return 'none'
  if (years < 5)
    return random.weighted([
      ['third', 2],
      ['second', 8],
      ['none', 1],
    ])
  if (years < 12)
    return random.weighted([
      ['second', 7],
      ['first', 4],
    ])
  if (years < 20)
    return random.weighted([
      ['second', 2],
      ['first', 7],
      ['senior', 1],
    ])
  return random.weighted([
    ['first', 50],
    ['senior', 48],
    ['senior_full', 1],
    ['second', 6],
  ])
}

function talentFor(random: Random, title: string): string | null {
  if (title === 'none' || title === 'third') return null
  if (title === 'second')
    return random.weighted([
      [null, 88],
      ['school_backbone', 10],
      ['county_backbone', 2],
    ])
  return random.weighted<string | null>([
    [null, 66],
    ['school_backbone', 14],
    ['county_backbone', 10],
    ['city_backbone', 4],
    ['province_backbone', 1.5],
    ['county_master', 3],
    ['city_master', 1],
    ['province_master', 0.5],
  ])
}

function stateFor(random: Random, day: CalendarDate, retiresOn: CalendarDate): string {
  if (retiresOn <= day) return '01'
  if (retiresOn <= addDays(day, 180)) return '13'
  return random.weighted([
    ['11', 975],
    ['14', 9],
    ['05', 6],
    ['06', 3],
    ['16', 3],
    ['17', 2],
    ['15', 1],
  ])
}

// A year as a newcomer: it is what the training before the first lesson asks for.
function newcomer(random: Random, startedOn: CalendarDate, at: Date): Post[] {
  const year = yearOf(startedOn)
  return [{ id: random.id(at), kind: 'L7', fromOn: `${year}-07-01`, toOn: `${year + 1}-06-30` }]
}

type Wanted = readonly (readonly [kind: string, people: number, suits: (someone: Someone) => boolean])[]

const inPost = ({ state }: Someone) => state.startsWith('1') && state !== '14'
const years = (someone: Someone, day: CalendarDate) => yearOf(day) - yearOf(someone.startedOn)

function givePosts(random: Random, school: School, hired: readonly Someone[], day: CalendarDate, at: Date): Someone[] {
  const size = hired.length
  const isSenior = (someone: Someone) => years(someone, day) >= 10
  const wanted: Wanted = [
    ['31', 1, (someone) => years(someone, day) >= 14],
    ['L5', 1, (someone) => years(someone, day) >= 4],
    ['L1', size >= 90 ? 2 : size >= 24 ? 1 : 0, isSenior],
    ['21', groups(school.kind, size), (someone) => years(someone, day) >= 6],
    ['L3', random.chance(0.1) ? 1 : 0, (someone) => /master|province/.test(someone.talentLevel ?? '')],
    ['L4', size >= 30 ? 1 : 0, (someone) => someone.talentLevel !== null],
    [
      'L6',
      Math.round(size / 24),
      (someone) => someone.subjects.some((subject) => ['22', '24', '25', '61'].includes(subject)),
    ],
    ['23', Math.round(size * (school.kind === '218' ? 0.7 : 0.36)), (someone) => years(someone, day) >= 1],
  ]
  const given = new Map<string, Post[]>()
  const order = random.shuffle(hired.filter(inPost))
  for (const [kind, people, suits] of wanted) {
    // The smallest schools have nobody who suits: then whoever is there does it.
    const free = order.filter(({ id }) => !given.has(id))
    const suited = free.filter(suits)
    const fallback = kind === '31' || kind === 'L5' ? free : []
    for (const someone of (suited.length > 0 ? suited : fallback).slice(0, people)) {
      given.set(someone.id, [{ id: random.id(at), kind, fromOn: since(random, someone, day), toOn: null }])
    }
  }
  return hired.map((someone) => ({ ...someone, posts: [...(given.get(someone.id) ?? []), ...someone.posts] }))
}

function groups(kind: SchoolKind, size: number): number {
  if (kind === '218' || size < 12) return 0
  return Math.min(10, Math.round(size / 11))
}

// Posts of this county are older than its rehearsal, so that who approves never changes half way.
function since(random: Random, someone: Someone, day: CalendarDate): CalendarDate {
  const latest = yearOf(day) - 3
  const earliest = Math.min(latest, yearOf(someone.startedOn) + 1)
  return `${random.int(Math.max(earliest, latest - 8), latest)}-08-25`
}

// Valid in form and checksum, of a region that does not exist.
function idNumber(bornOn: CalendarDate, gender: 'male' | 'female', index: number): string {
  const serial = Math.floor(index / 500) % 500
  const order = String(serial * 2 + (gender === 'male' ? 1 : 0)).padStart(3, '0')
  const first17 = regionOf(index) + bornOn.replaceAll('-', '') + order
  return first17 + checkCharacter(first17)
}

// The last digits of a region tell people of one birthday apart before their order does.
function regionOf(index: number): string {
  return `${place.regionCode.slice(0, 3)}${String(500 + (index % 500)).padStart(3, '0')}`
}

function reissue(number: string, gender: 'male' | 'female'): string {
  const order = Number(number.slice(14, 17)) & ~1
  const first17 = number.slice(0, 14) + String(order + (gender === 'male' ? 1 : 0)).padStart(3, '0')
  return first17 + checkCharacter(first17)
}

// 154 is given to nobody.
function phone(index: number): string {
  return `154${String((index * 7_919 + 31_415_927) % 100_000_000).padStart(8, '0')}`
}
