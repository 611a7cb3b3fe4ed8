import { err, ok, type Result } from '../../../lib/result.ts'
import { note, type Tx } from '../../../platform/db/db.ts'
import { covers, findOrganisation } from '../../organisations/public.ts'
import type { NewTeam, TeamChange } from '../contract/teams.ts'
import { listOnRoster } from '../store/plans.ts'
import { findNamed, findTeam, insertTeam, listTeamPeople, replaceMembers, updateTeam } from '../store/teams.ts'
import { actorOf } from './actor.ts'

type Says = Pick<NewTeam, 'kind' | 'name' | 'topic' | 'leadId' | 'members'>
export type TeamRefusal =
  | 'school_not_found'
  | 'team_not_found'
  | 'id_reused'
  | 'team_name_taken'
  | 'team_without_topic'
  | 'team_lead_missing'
  | 'member_not_here'
  | 'team_closed_before_founded'

async function teamRefusal(
  tx: Tx,
  id: string,
  organisationId: string,
  says: Says,
  known: readonly string[],
): Promise<TeamRefusal | undefined> {
  if (says.kind === 'topic' && says.topic === null) return 'team_without_topic'
  if (!says.members.includes(says.leadId)) return 'team_lead_missing'
  const added = says.members.filter((personId) => !known.includes(personId))
  const here = await listOnRoster(tx, organisationId, added)
  if (added.some((personId) => !here.has(personId))) return 'member_not_here'
  const named = await findNamed(tx, organisationId, says.name)
  return named && named.id !== id ? 'team_name_taken' : undefined
}

/** Founds a team of a school in `scope`; asking twice with the same id is harmless. */
export async function foundTeam(
  tx: Tx,
  draft: NewTeam,
  scope: readonly string[],
): Promise<Result<undefined, TeamRefusal>> {
  const { id, kind, name, topic, leadId, members, foundedOn } = draft
  const school = await findOrganisation(tx, draft.organisationId ?? scope[0] ?? '')
  const isSchool = school?.kind === 'school' || school?.kind === 'town_centre'
  if (!school || !isSchool || !(await covers(tx, scope, [school.id]))) return err('school_not_found')
  const earlier = await findTeam(tx, id)
  if (earlier) return earlier.organisationId === school.id && earlier.name === name ? ok() : err('id_reused')
  const refusal = await teamRefusal(tx, id, school.id, draft, [])
  if (refusal) return err(refusal)
  await insertTeam(tx, {
    ...{ id, organisationId: school.id, kind, name, topic, leadId, foundedOn },
    ...{ createdBy: actorOf(tx).accountId, createdAt: tx.context.now },
  })
  await replaceMembers(tx, id, members)
  const after = { organisationId: school.id, kind, name, topic, leadId, members: members.length }
  note(tx, { act: 'research_team.founded', object: { kind: 'research_team', id }, after })
  return ok()
}

/** Changes a team, its lead and its members, or closes it. Its plans stay as they were. */
export async function changeTeam(tx: Tx, id: string, change: TeamChange): Promise<Result<undefined, TeamRefusal>> {
  const { kind, name, topic, leadId, closedOn, members } = change
  const team = await findTeam(tx, id)
  if (!team) return err('team_not_found')
  const known = (await listTeamPeople(tx, id)).map((person) => person.id)
  const refusal = await teamRefusal(tx, id, team.organisationId, change, known)
  if (refusal) return err(refusal)
  if (closedOn !== null && closedOn < team.foundedOn) return err('team_closed_before_founded')
  await updateTeam(tx, id, { kind, name, topic, leadId, closedOn })
  await replaceMembers(tx, id, members)
  const before = { name: team.name, topic: team.topic, leadId: team.leadId, members: known.length }
  const after = { name, topic, leadId, closedOn, members: members.length }
  note(tx, { act: 'research_team.changed', object: { kind: 'research_team', id }, before, after })
  return ok()
}
