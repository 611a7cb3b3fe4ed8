import type { Access } from '../../lib/access.ts'
import type { Tx } from '../../platform/db/db.ts'
import { mayListCertificates, searchCertificates } from '../certificates/public.ts'
import { listClasses, mayListClasses } from '../delivery/public.ts'
import { listOwnEnrolments } from '../enrolment/public.ts'
import { mayListOrganisations, searchOrganisations } from '../organisations/public.ts'
import { mayListPeople, searchPeople } from '../people/public.ts'
import { listPlans, mayListPlans } from '../plans/public.ts'
import { listProgrammes, mayListProgrammes } from '../programmes/public.ts'
import type { Found } from './contract.ts'
import { foundKinds, rootsFor, type FoundKind } from './core.ts'

type Thing = Found['groups'][number]['items'][number]

/** How one kind is found: in the subtrees where one may use its list, or, without such a role, among one's own. */
type Finder = {
  readonly access: Access
  readonly find: (tx: Tx, roots: readonly string[], q: string, most: number) => Promise<Thing[]>
  readonly findOwn?: (tx: Tx, personId: string, q: string, most: number) => Promise<Thing[]>
}

const certificate = (found: Awaited<ReturnType<typeof searchCertificates>>[number]): Thing => ({
  id: found.id,
  title: found.number,
  detail: `${found.holderName} · ${found.programmeTitle}`,
})

// Of a certificate's number at least this much is typed, with a digit in it.
const isPieceOfNumber = (q: string) => q.length >= 3 && /\d/.test(q)

// An own list is short: it is read whole.
const mostOwn = 200

const finders: Readonly<Record<FoundKind, Finder>> = {
  person: {
    access: mayListPeople,
    find: async (tx, roots, q, most) =>
      (await searchPeople(tx, roots, q, most)).map(({ id, name, staffNo, organisationName }) => ({
        id,
        title: name,
        detail: `${organisationName} · ${staffNo}`,
      })),
  },
  programme: {
    access: mayListProgrammes,
    find: async (tx, roots, q, limit) =>
      (await listProgrammes(tx, roots, { q, limit }, undefined)).map(({ row, organisationName }) => ({
        id: row.id,
        title: row.title,
        detail: `${row.year} · ${organisationName}`,
      })),
    findOwn: async (tx, personId, q) =>
      (await listOwnEnrolments(tx, personId, mostOwn))
        .filter(({ programmeTitle }) => programmeTitle.toLowerCase().includes(q.toLowerCase()))
        .map(({ programmeId, programmeTitle, startsOn }) => ({
          id: programmeId,
          title: programmeTitle,
          detail: startsOn,
        })),
  },
  class: {
    access: mayListClasses,
    find: async (tx, roots, q, limit) =>
      (await listClasses(tx, roots, { q, limit }, undefined)).map(({ id, title, programmeTitle, providerName }) => ({
        id,
        title,
        detail: programmeTitle === title ? providerName : programmeTitle,
      })),
  },
  certificate: {
    access: mayListCertificates,
    find: async (tx, roots, q, most) =>
      isPieceOfNumber(q) ? (await searchCertificates(tx, { roots }, q, most)).map(certificate) : [],
    findOwn: async (tx, personId, q, most) =>
      isPieceOfNumber(q) ? (await searchCertificates(tx, { personId }, q, most)).map(certificate) : [],
  },
  organisation: {
    access: mayListOrganisations,
    find: async (tx, roots, q, most) =>
      (await searchOrganisations(tx, roots, q, most)).map(({ id, name, parentName }) => ({
        id,
        title: name,
        detail: parentName,
      })),
  },
  plan: {
    access: mayListPlans,
    find: async (tx, roots, q, limit) =>
      (await listPlans(tx, roots, { q, limit }, undefined)).map(({ id, title, year, organisationName }) => ({
        id,
        title,
        detail: `${year} · ${organisationName}`,
      })),
  },
}

const shownOfKind = 5

/** The first of each kind that whoever asks may open and that is called by what was typed. */
export async function findThings(tx: Tx, q: string): Promise<Found> {
  const { actor } = tx.context
  if (!actor) return { groups: [] }
  const most = shownOfKind + 1
  const groups = await Promise.all(
    foundKinds.map(async (kind) => {
      const { access, find, findOwn } = finders[kind]
      const roots = rootsFor(access, actor)
      const items =
        roots.length > 0
          ? await find(tx, roots, q, most)
          : ((actor.personId === null ? undefined : await findOwn?.(tx, actor.personId, q, most)) ?? [])
      return { kind, items: items.slice(0, shownOfKind), more: items.length > shownOfKind }
    }),
  )
  return { groups: groups.filter(({ items }) => items.length > 0) }
}
