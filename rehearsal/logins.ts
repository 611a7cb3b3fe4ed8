import type { Role } from '../src/lib/access.ts'
import { randomFrom } from './random.ts'
import type { Someone } from './people.ts'
import type { School, Tree } from './tree.ts'

/** The password of every account of the rehearsal county. */
export const demoPassword = 'indigo-and-blue'

/** One account a role, by the names that are easy to type. */
export const demoAccounts = [
  { role: 'bureau_officer', userName: 'bureau' },
  { role: 'town_officer', userName: 'town' },
  { role: 'school_registrar', userName: 'registrar' },
  { role: 'principal', userName: 'principal' },
  { role: 'provider', userName: 'provider' },
  { role: 'class_lead', userName: 'lead' },
  { role: 'trainer', userName: 'trainer' },
  { role: 'teacher', userName: 'teacher' },
  { role: 'hours_officer', userName: 'hours' },
  { role: 'system_admin', userName: 'admin' },
  { role: 'auditor', userName: 'auditor' },
] as const satisfies readonly { role: Role; userName: string }[]

type GrantedRole = Exclude<Role, 'teacher'>
type Grant = { readonly id: string; readonly role: GrantedRole; readonly organisationId: string }

/** An account of the rehearsal county. */
export type Login = {
  readonly id: string
  readonly personId: string | null
  readonly name: string
  readonly names: readonly { readonly kind: 'user_name' | 'staff_no' | 'phone'; readonly name: string }[]
  readonly grants: readonly Grant[]
}

/** Who does what in the rehearsal county. */
export type Cast = {
  readonly all: readonly Login[]
  readonly officer: Login
  /** 分管局长: approves what the officer justified. */
  readonly director: Login
  readonly hours: Login
  /** 局属学校办公室: the town centre of the schools that stand under the bureau, and the registrar of those that have none. */
  readonly office: Login
  readonly admin: Login
  /** By provider: who admits, and who leads its classes. */
  readonly providers: readonly {
    readonly id: string
    readonly office: Login
    readonly leads: readonly [Login, ...Login[]]
  }[]
  /** By school: who vouches for its people and their hours. */
  readonly principals: ReadonlyMap<string, Login>
  readonly registrars: ReadonlyMap<string, Login>
  readonly towns: ReadonlyMap<string, Login>
  /** By person. */
  readonly teachers: ReadonlyMap<string, Login>
  /** The school and the teacher that the demo accounts are about. */
  readonly demo: { readonly school: School; readonly teacher: Someone }
}

/** Opens an account for everybody who acts, and for every teacher under their staff number. */
export function castRoles(seed: number, tree: Tree, people: readonly Someone[], at: Date): Cast {
  const random = randomFrom(seed, 'logins')
  const demo = chooseDemo(tree, people)
  const town = tree.towns.find(({ id }) => id === demo.school.parentId) ?? tree.towns[0]
  const office = (userName: string, name: string, role: GrantedRole, organisationId: string): Login => ({
    id: random.id(at),
    personId: null,
    name,
    names: [{ kind: 'user_name', name: userName }],
    grants: [{ id: random.id(at), role, organisationId }],
  })
  const { bureau } = tree
  const schools = office('schools', '局属学校办公室', 'town_officer', bureau.id)
  const registers: Grant = { id: random.id(at), role: 'school_registrar', organisationId: bureau.id }
  const officer = office('bureau', '教师教育科', 'bureau_officer', bureau.id)
  const director = office('director', '分管领导', 'bureau_officer', bureau.id)
  const hours = office('hours', '学时审定办公室', 'hours_officer', bureau.id)
  const admin = office('admin', '系统管理员', 'system_admin', bureau.id)
  const auditor = office('auditor', '教育督导', 'auditor', bureau.id)
  const townLogins = tree.towns.map((each, index) => {
    const name = each.id === town?.id ? 'town' : `town${String(index + 1).padStart(2, '0')}`
    return [each.id, office(name, `${each.name.replace(/中心学校$/, '')}培训干事`, 'town_officer', each.id)] as const
  })
  const providers = tree.providers.map(({ id, name }, index) => {
    const suffix = index === 0 ? '' : String(index + 1)
    return {
      id,
      office: office(`provider${suffix}`, `${name}培训部`, 'provider', id),
      leads: [
        office(`lead${suffix}`, '班主任 周老师', 'class_lead', id),
        office(`lead${suffix}b`, '班主任 宋老师', 'class_lead', id),
      ] as const,
      trainer: office(`trainer${suffix}`, '授课专家', 'trainer', id),
    }
  })
  const staff = loginsOfPeople(seed, people, demo, at)
  const forSchools = { ...schools, grants: [...schools.grants, registers] }
  const all = [officer, director, forSchools, hours, admin, auditor, ...townLogins.map(([, login]) => login)]
  for (const provider of providers) all.push(provider.office, ...provider.leads, provider.trainer)
  return {
    ...staff,
    all: [...all, ...staff.teachers.values()],
    officer,
    director,
    hours,
    office: forSchools,
    admin,
    providers,
    towns: new Map(townLogins),
    demo,
  }
}

const inPost = ({ state }: Someone) => state.startsWith('1')
const holds = (someone: Someone, kind: string) => someone.posts.some((post) => post.kind === kind)

// The largest primary school of a town, and one who teaches Chinese there and leads nothing but a class.
function chooseDemo(tree: Tree, people: readonly Someone[]): Cast['demo'] {
  const suits = ({ kind, setting }: School) => kind === '211' && setting !== 'urban'
  const school =
    tree.schools.filter(suits).toSorted((a, b) => b.staff - a.staff)[0] ??
    tree.schools.toSorted((a, b) => b.staff - a.staff)[0]
  const here = people.filter((someone) => someone.schoolId === school?.id && someone.state === '11')
  const plain = here.filter((someone) => !['31', 'L5', 'L1'].some((kind) => holds(someone, kind)))
  const teacher =
    plain.find((someone) => someone.subjects.includes('13') && holds(someone, '23') && someone.title === 'first') ??
    plain.find((someone) => someone.subjects.includes('13')) ??
    plain[0] ??
    here[0]
  if (!school || !teacher) throw new Error('a rehearsal county has at least one school with a teacher')
  return { school, teacher }
}

function loginsOfPeople(seed: number, people: readonly Someone[], demo: Cast['demo'], at: Date) {
  const random = randomFrom(seed, 'logins of people')
  const principals = new Map<string, Login>()
  const registrars = new Map<string, Login>()
  const teachers = new Map<string, Login>()
  for (const someone of people.filter(inPost)) {
    const isPrincipal = holds(someone, '31')
    const isRegistrar = holds(someone, 'L5')
    const role = isPrincipal ? 'principal' : isRegistrar ? 'school_registrar' : undefined
    const isOfDemo = someone.schoolId === demo.school.id
    const easy =
      someone.id === demo.teacher.id
        ? 'teacher'
        : isOfDemo && role
          ? isPrincipal
            ? 'principal'
            : 'registrar'
          : undefined
    const login: Login = {
      id: random.id(at),
      personId: someone.id,
      name: someone.name,
      names: [
        { kind: 'staff_no', name: someone.staffNo },
        { kind: 'phone', name: someone.phone },
        ...(easy === undefined ? [] : [{ kind: 'user_name' as const, name: easy }]),
      ],
      grants: role ? [{ id: random.id(at), role, organisationId: someone.schoolId }] : [],
    }
    teachers.set(someone.id, login)
    if (isPrincipal) principals.set(someone.schoolId, login)
    if (isRegistrar) registrars.set(someone.schoolId, login)
  }
  return { principals, registrars, teachers }
}
