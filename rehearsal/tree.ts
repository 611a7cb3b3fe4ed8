import { countyNames, placeNames } from './names.ts'
import { randomFrom, type Random } from './random.ts'

/** A school of the rehearsal county. */
export type School = {
  readonly id: string
  readonly parentId: string
  readonly name: string
  readonly shortName: string
  /** JY/T 1001 办学类型. */
  readonly kind: SchoolKind
  readonly stages: readonly string[]
  readonly setting: 'urban' | 'town' | 'rural'
  /** How many people are on its roster. */
  readonly staff: number
}

/** An organisation that is no school. */
export type Office = { readonly id: string; readonly parentId: string; readonly name: string }

/** The tree of a rehearsal county: everything under the bureau, each after what it stands under. */
export type Tree = {
  readonly bureau: { readonly id: string; readonly name: string }
  /** Only a region too large for one county has them. */
  readonly countyBureaus: readonly Office[]
  readonly towns: readonly Office[]
  readonly schools: readonly School[]
  readonly providers: readonly Office[]
}

/** 幼儿园, 小学, 教学点, 初中, 九年一贯制, 完全中学, 高级中学: of a hundred schools how many, how large beside each other, which stages. */
const kinds = {
  '111': { share: 25, staff: [14, 32], stages: ['1'] },
  '211': { share: 33, staff: [30, 84], stages: ['2'] },
  '218': { share: 13, staff: [3, 9], stages: ['2'] },
  '311': { share: 15, staff: [50, 96], stages: ['3'] },
  '312': { share: 5, staff: [60, 96], stages: ['2', '3'] },
  '341': { share: 2, staff: [140, 180], stages: ['3', '4'] },
  '342': { share: 7, staff: [140, 210], stages: ['4'] },
} as const satisfies Record<string, { share: number; staff: readonly [number, number]; stages: readonly string[] }>

export type SchoolKind = keyof typeof kinds
const schoolKinds: readonly SchoolKind[] = ['111', '211', '218', '311', '312', '341', '342']

/** The place everything happens in. No county of China has this name, and no region has the code. */
export const place = { county: '青石县', city: '青石市', regionCode: '419921' } as const

// Above this a region is a city with counties under it.
const countyMost = 15_000
const teachersASchool = 50
const schoolsATown = 5

/** Grows a tree for so many teachers. */
export function growTree(seed: number, size: number, at: Date): Tree {
  const random = randomFrom(seed, 'tree')
  const isCity = size > countyMost
  const region = isCity ? place.city : place.county
  const bureau = { id: random.id(at), name: `${region}教育体育局` }
  const countyBureaus = isCity
    ? countyNames
        .slice(0, Math.ceil(size / 12_000))
        .map((name) => ({ id: random.id(at), parentId: bureau.id, name: `${name}县教育局` }))
    : []
  const places = placeNames(random, Math.max(2, Math.round(size / teachersASchool / schoolsATown)))
  const towns = places.map((name, index) => ({
    id: random.id(at),
    parentId: countyBureaus[index % Math.max(1, countyBureaus.length)]?.id ?? bureau.id,
    name: `${name}${index % 4 === 3 ? '乡' : '镇'}中心学校`,
  }))
  const providers = [`${region}教师进修学校`, '青石师范学院继续教育中心', '云台教师研修中心'].map((name) => ({
    id: random.id(at),
    parentId: bureau.id,
    name,
  }))
  return { bureau, countyBureaus, towns, providers, schools: plantSchools(random, size, at, { bureau, towns }) }
}

type Above = Pick<Tree, 'bureau' | 'towns'>

function plantSchools(random: Random, size: number, at: Date, above: Above): School[] {
  const total = Math.max(schoolKinds.length, Math.round(size / teachersASchool))
  const wanted = schoolKinds.flatMap((kind) =>
    Array.from({ length: Math.max(1, Math.round((total * kinds[kind].share) / 100)) }, () => kind),
  )
  const sizes = staffOf(random, wanted, size)
  const placeFor = naming(random, above)
  return wanted.map((kind, index) => {
    return { ...placeFor(kind), id: random.id(at), kind, stages: kinds[kind].stages, staff: sizes[index] ?? 1 }
  })
}

// Shares out the teachers so that they add up exactly; every school has two people at least.
function staffOf(random: Random, wanted: readonly SchoolKind[], size: number): number[] {
  const weights = wanted.map((kind) => random.int(kinds[kind].staff[0], kinds[kind].staff[1]))
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const left = size - wanted.length * 2
  const sizes = weights.map((weight) => 2 + Math.max(0, Math.floor((left * weight) / sum)))
  let missing = size - sizes.reduce((all, staff) => all + staff, 0)
  for (let index = 0; missing > 0; index = (index + 1) % sizes.length, missing -= 1) {
    sizes[index] = (sizes[index] ?? 0) + 1
  }
  return sizes
}

type Placed = Pick<School, 'parentId' | 'name' | 'shortName' | 'setting'>

const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

const ofBureau = {
  '111': '幼儿园',
  '211': '小学',
  '218': '教学点',
  '311': '初级中学',
  '312': '实验学校',
  '341': '中学',
  '342': '高级中学',
} as const satisfies Record<SchoolKind, string>

/** Finds each school a place in the tree and a name that no other has. */
function naming(random: Random, { bureau, towns }: Above): (kind: SchoolKind) => Placed {
  const used = new Set<string>()
  const seen = new Map<SchoolKind, number>()
  const village = () =>
    random.pick(['张', '李', '王', '赵', '刘', '孙', '周', '吴']) + random.pick(['庄', '楼', '湾', '坡', '店', '岗'])
  const unused = (prefix: string, propose: (turn: number) => string): string => {
    for (let turn = 1; ; turn += 1) {
      // Villages of one town that share a name are told apart by a number.
      const name = turn <= 40 ? propose(turn) : `${propose(turn)}（${turn - 40}）`
      if (used.has(prefix + name)) continue
      used.add(prefix + name)
      return name
    }
  }
  const inTown = (kind: SchoolKind, isFirst: boolean): string => {
    if (kind === '111') return isFirst ? '中心幼儿园' : `${village()}幼儿园`
    if (kind === '211') return isFirst ? '中心小学' : `${village()}小学`
    if (kind === '311') return isFirst ? '初级中学' : `${numbered(random.int(2, 3))}初级中学`
    return `${village()}${kind === '218' ? '教学点' : '九年一贯制学校'}`
  }
  return (kind) => {
    const index = seen.get(kind) ?? 0
    seen.set(kind, index + 1)
    const town = towns[index % towns.length]
    const isUrban = kind === '342' || kind === '341' || (kind !== '218' && index % 5 === 0)
    if (isUrban || !town) {
      const region = bureau.name.slice(0, 3)
      const shortName = unused(region, (turn) => numbered(turn) + ofBureau[kind])
      return { parentId: bureau.id, name: region + shortName, shortName, setting: 'urban' }
    }
    const townName = town.name.replace(/中心学校$/, '')
    const isFirst = index < towns.length && kind !== '218'
    const name = townName + unused(townName, () => inTown(kind, isFirst))
    return { parentId: town.id, name, shortName: name.slice(0, 20), setting: isFirst ? 'town' : 'rural' }
  }
}

function numbered(turn: number): string {
  return `第${ordinals[turn - 1] ?? String(turn)}`
}
