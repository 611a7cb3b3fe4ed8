import { sql } from 'drizzle-orm'
import { classIdOf } from '../features/credits/core/entries.ts'
import { packs } from '../features/policies/packs/index.ts'
import { ok } from '../lib/result.ts'
import { sha256 } from '../platform/crypto.ts'
import type { Tx } from '../platform/db/db.ts'
import { newId } from '../platform/ids.ts'
import { dayOf, type Place, type Row } from './matrix-place.ts'
import { plantNominated, plantSubstitutionRequest, plantWaiter } from './matrix-places.ts'
import { plantLater } from './matrix-later.ts'
import type { TestCounty } from './testing.ts'

/** For each path parameter, an object in everybody's own part of the region, and one in another bureau. */
export type Planted = Record<'own' | 'foreign', Record<string, string>>

/**
 * Plants one object of each kind that routes name. `own` objects belong to school `a`, town `town` and provider `provider`, and
 * are about the teacher of the logins; `foreign` ones belong to the second bureau.
 */
export async function plantObjects(county: TestCounty): Promise<Planted> {
  const { tree, logins, foreign } = county
  const secret = `\\x${county.vault.seal('0'.repeat(64)).toString('hex')}`
  const own: Place = {
    secret,
    bureau: tree.bureau,
    school: tree.a,
    provider: tree.provider,
    personId: logins.teacher.personId ?? '',
    personAccountId: logins.teacher.accountId,
    accounts: [logins.class_lead.accountId, logins.principal.accountId, logins.hours_officer.accountId],
  }
  const abroad: Place = {
    secret,
    bureau: foreign.tree.bureau,
    school: foreign.tree.a,
    provider: foreign.tree.provider,
    personId: foreign.person.id,
    personAccountId: newId(),
    accounts: [foreign.officer.accountId, newId(), newId()],
  }
  return {
    own: await county.commit(async (tx) => ok(await plant(tx, own))),
    foreign: await foreign.commit(async (tx) => {
      for (const id of [...abroad.accounts.slice(1), abroad.personAccountId]) {
        const account = {
          id,
          person_id: id === abroad.personAccountId ? abroad.personId : null,
          name: '外县干部',
          password_hash: '-',
          failures: 0,
          created_at: tx.context.now.toISOString(),
        }
        await rowsOf(tx)('account', account)
      }
      return ok(await plant(tx, abroad))
    }),
  }
}

async function plant(tx: Tx, place: Place): Promise<Record<string, string>> {
  const at = tx.context.now.toISOString()
  const row = rowsOf(tx)
  return {
    ...(await plantPrivacy(row, place, at)),
    ...(await plantRoster(row, place, at)),
    ...(await plantPlan(row, place, at)),
    ...(await plantPolicy(row, place, at)),
    ...(await plantClass(row, place, at)),
    ...(await plantHours(row, place, at)),
    ...(await plantStatement(row, place, at)),
    ...(await plantYear(row, place, at)),
    ...(await plantMove(row, place, at)),
    ...(await plantLater(row, place, at)),
    ...(await plantCodes(row, place, at)),
    ...(await plantGrant(row, place, at)),
    ...(await plantSchoolPlan(row, place, at)),
  }
}

function rowsOf(tx: Tx): Row {
  return async (table, values) => {
    const whole = { tenant_id: tx.context.tenantId, ...values }
    const name = sql.raw(table)
    const columns = sql.raw(Object.keys(whole).join(', '))
    await tx.execute(sql`insert into ${name} (${columns})
      select ${columns} from jsonb_populate_record(null::${name}, ${JSON.stringify(whole)}::jsonb)`)
  }
}

async function plantGrant(row: Row, { school, accounts }: Place, at: string) {
  const grantId = newId()
  const grant = { role: 'trainer', organisation_id: school, from_on: dayOf(at), reason: '讲座' }
  await row('role_grant', { id: grantId, account_id: accounts[0], ...grant })
  const delegationId = newId()
  const day = dayOf(at)
  const between = { principal_id: accounts[0], delegate_id: accounts[1], made_by: accounts[0], made_at: at }
  await row('delegation', { id: delegationId, ...between, from_on: day, to_on: day, reason: '请假' })
  const handedOver = { delegation_id: delegationId, grant_id: grantId, principal_id: accounts[0], role: 'trainer' }
  await row('delegation_grant', handedOver)
  return { grantId, delegationId }
}

async function plantRoster(row: Row, { school, secret, accounts }: Place, at: string) {
  const importId = newId()
  const list = { name: '名单.xlsx', sheet: '名单', head_sealed: secret, columns: [], row_count: 0, scope: [school] }
  const made = { state: 'read', rehearsals: 0, created_by: accounts[0], created_by_name: '培训专干', created_at: at }
  await row('roster_import', { id: importId, organisation_id: school, ...list, ...made })
  const directoryImportId = newId()
  const directory = { name: '机构.xlsx', sheet: '机构', head: [], columns: [], row_count: 0, scope: [school] }
  await row('directory_import', { id: directoryImportId, organisation_id: school, ...directory, ...made })
  return { importId, directoryImportId }
}

async function plantPrivacy(row: Row, { personId, secret }: Place, at: string) {
  const [correctionId, dataFileId] = [newId(), newId()]
  const asked = { field: 'title', value_sealed: secret, reason: '登记有误', state: 'asked', asked_at: at }
  await row('correction_request', { id: correctionId, person_id: personId, ...asked })
  await row('own_data_file', { id: dataFileId, person_id: personId, state: 'making', asked_at: at })
  return { correctionId, dataFileId }
}

async function plantPolicy(row: Row, { bureau, school, personId, accounts }: Place, at: string) {
  const [policyId, exemptionId, fileId] = [newId(), newId(), newId()]
  const made = { organisation_id: bureau, title: '学时办法', made_by: accounts[0], made_at: at }
  await row('hour_policy', { id: policyId, ...made })
  const content = packs[0]?.policy
  await row('hour_policy_draft', { policy_id: policyId, revision: 1, content, changed_by: accounts[0], changed_at: at })
  const hourLayoutId = newId()
  const layout = { name: '省登记表', target: '省平台', subject: 'person', source_cites: '表头', source_sure: 'stated' }
  await row('hour_layout', { id: hourLayoutId, organisation_id: bureau, ...layout, made_by: accounts[0], made_at: at })
  const columns = [{ title: '姓名', field: 'name', kind: 'text', width: 12 }]
  const drafted = {
    content: { file: 'xlsx', sheet: '数据', above: [], columns },
    changed_by: accounts[0],
    changed_at: at,
  }
  await row('hour_layout_draft', { layout_id: hourLayoutId, revision: 1, ...drafted })
  const file = { sha256: '0'.repeat(64), name: '证明.pdf', type: 'pdf', size: 1, purpose: 'evidence' }
  await row('stored_file', { id: fileId, organisation_id: school, ...file, stored_at: at })
  const asked = { kind: '产假', from_on: '2026-03-01', to_on: '2026-08-31', reason: '产假', file_id: fileId }
  const by = { state: 'asked', asked_by: accounts[0], asked_for: accounts[0], asked_at: at }
  await row('hour_exemption', { id: exemptionId, person_id: personId, ...asked, ...by })
  return { policyId, exemptionId, hourLayoutId }
}

async function plantPlan(row: Row, { bureau, school, personId }: Place, at: string) {
  const [fileId, planDocumentId, planId, targetId, phaseId] = [newId(), newId(), newId(), newId(), newId()]
  const file = { sha256: '0'.repeat(64), name: 'plan.txt', type: 'txt', size: 1, purpose: 'plan_document' }
  await row('stored_file', { id: fileId, organisation_id: school, ...file, stored_at: at })
  const document = { organisation_id: bureau, file_id: fileId, name: 'plan.txt', state: 'refused' }
  await row('plan_document', { id: planDocumentId, ...document, refusal: 'document_empty', version: 1, created_at: at })
  const plan = { organisation_id: bureau, year: 2026, title: '年度计划', state: 'published', version: 1, revision: 1 }
  await row('plan', { id: planId, ...plan, created_at: at })
  const version = { version: 1, snapshot: {}, reason: '发布', made_by_name: '局干部', made_at: at }
  await row('plan_version', { plan_id: planId, ...version })
  const target = { measure: '参训率', comparator: '>=', value_hundredths: 9_500, unit: '%', figure_source: 'entered' }
  await row('plan_target', { id: targetId, plan_id: planId, position: 0, ...target })
  const hourRuleId = newId()
  const rule = { scope: '全体教师', min_centihours: 4_800, period: 'year', average: false }
  await row('plan_hour_rule', { id: hourRuleId, plan_id: planId, position: 0, ...rule })
  await row('plan_phase', { id: phaseId, plan_id: planId, position: 0, name: '启动', deliverables: [] })
  const others = { organisationId: school, personId, jobId: newId(), version: '1', number: 'X-1' }
  return { fileId, planDocumentId, planId, targetId, phaseId, hourRuleId, ...others }
}

async function plantClass(row: Row, { bureau, school, provider, personId, secret, accounts }: Place, at: string) {
  const [programmeId, classId, sessionId] = [newId(), newId(), newId()]
  await row('programme', {
    id: programmeId,
    organisation_id: bureau,
    provider_id: provider,
    year: 2026,
    title: '骨干教师培训',
    level: 'county',
    kind: 'backbone',
    approximate: false,
    whole_roster: false,
    audience: {},
    modes: [],
    months: [],
    year_round: false,
    centihours: 1_200,
    certificate: true,
    admission: 'selection',
    state: 'running',
    justification: '需要',
    scheme: '方案',
    approved_at: at,
    version: 1,
    created_at: at,
  })
  const nomination = await plantNominated(row, { school, personId }, at, programmeId)
  const dates = { starts_on: dayOf(at), ends_on: dayOf(at), state: 'running', created_at: at }
  await row('training_class', {
    id: classId,
    programme_id: programmeId,
    no: 1,
    title: '一班',
    provider_id: provider,
    ...dates,
  })
  const ends = new Date(Date.parse(at) + 3_600_000).toISOString()
  const session = { title: '第一讲', venue: '报告厅', starts_at: at, ends_at: ends, opens_before: 30, late_after: 10 }
  await row('class_session', { id: sessionId, class_id: classId, ...session, secret, state: 'planned' })
  const waiter = await plantWaiter(row, { school, personId }, at, programmeId)
  const request = await plantSubstitutionRequest(row, { personId, accountId: accounts[0] }, at, nomination.enrolmentId)
  return { programmeId, ...nomination, classId, sessionId, ...waiter, ...request }
}

async function plantCodes(row: Row, { personId, personAccountId }: Place, at: string) {
  const [activationCodeId, passwordRequestId] = [newId(), newId()]
  const code = {
    code_hash: `\\x${activationCodeId.replaceAll('-', '')}`,
    purpose: 'first_use',
    drops_second_factor: false,
  }
  const expires = new Date(Date.parse(at) + 86_400_000).toISOString()
  await row('activation_code', { id: activationCodeId, ...code, person_id: personId, made_at: at, expires_at: expires })
  const request = { account_id: personAccountId, asked_at: at, from_address: 'test' }
  await row('password_request', { id: passwordRequestId, ...request })
  return {
    activationCodeId,
    passwordRequestId,
    openSessionId: newId(),
    pastedListId: newId(),
    savedViewId: newId(),
    apiTokenId: newId(),
    identityProviderId: newId(),
  }
}

async function plantStatement(row: Row, { school, personId, accounts }: Place, at: string) {
  const hourStatementId = newId()
  const number = `XS000000-2026-${hourStatementId.replaceAll(/\D/g, '').slice(-6)}`
  const content = JSON.stringify({
    ...{
      format: 1,
      number,
      kind: 'year',
      fromYear: 2026,
      toYear: 2026,
      asOf: dayOf(at),
      issuedOn: dayOf(at),
    },
    ...{ issuer: '青石县教育局', categories: [], years: [], requirements: [], entries: [], stamps: [] },
    holder: { name: '林知夏', staffNo: 'T1', idMasked: null, school: '河东镇第一小学' },
    ledger: { entries: 1, mark: null },
  })
  await row('hour_statement', {
    ...{ id: hourStatementId, number, code: 'ABCDEFGH', content },
    ...{ person_id: personId, organisation_id: school, from_year: 2026, to_year: 2026, as_of: dayOf(at) },
    ...{ head_seq: 1, content_hash: `\\x${sha256(content).toString('hex')}`, issued_by: accounts[2], issued_at: at },
  })
  return { hourStatementId }
}

async function plantHours(row: Row, { school, personId, accounts }: Place, at: string) {
  const [recordId, entryId, certificateId] = [newId(), newId(), newId()]
  const [recorder, approver, verifier] = accounts
  const source = { source_kind: 'class', source_id: newId(), source_title: '骨干教师培训' }
  const work = { person_id: personId, ...source, centihours: 100, earned_on: dayOf(at) }
  const by = { recorded_by: recorder, recorded_for: recorder }
  const record = { organisation_id: school, ...work, certificate: false, recorded_at: at, ...by }
  await row('credit_record', { id: recordId, ...record, state: 'recorded' })
  await row('credit_record', { id: entryId, ...record, source_id: newId(), state: 'verified' })
  const steps = { record_id: entryId, person_id: personId, ...by, approved_by: approver, approved_for: approver }
  await row('credit_approval', { ...steps, approved_at: at })
  await row('credit_verification', { ...steps, verified_by: verifier, verified_for: verifier, verified_at: at })
  const hashes = { previous_hash: `\\x${'00'.repeat(32)}`, hash: `\\x${'11'.repeat(32)}` }
  const posted = { posted_by: verifier, posted_at: at, record_id: entryId, seq: 1, direction: 'earned' }
  const nothing = { category: '', level: '', mode: '', kind: '', proof: '' }
  const classId = classIdOf(nothing, (text) => sha256(text).toString('hex'))
  await row('credit_class', { id: classId, ...nothing })
  const vouched = { recorded_by: recorder, approved_by: approver, cycle: 2026, class_id: classId }
  await row('credit_entry', { id: entryId, ...work, ...posted, ...vouched, ...hashes })
  await row('certificate', {
    id: certificateId,
    number: `X-${certificateId.slice(-8)}`,
    code: 'ABCDEFGH',
    person_id: personId,
    credit_entry_id: entryId,
    source_kind: 'class',
    source_id: source.source_id,
    holder_name: '林知夏',
    organisation_id: school,
    school_name: '河东镇第一小学',
    programme_title: '骨干教师培训',
    centihours: 100,
    ended_on: dayOf(at),
    issued_on: dayOf(at),
    title: '培训合格证书',
    issuer: '青石县教育局',
    signatory: '局长',
    issued_by: verifier,
    state: 'genuine',
    state_since: at,
  })
  const spendId = newId()
  const use = { person_id: personId, purpose: 'title' }
  await row('credit_spend', { id: spendId, ...use, case_no: '职称-1', spent_by: verifier, spent_at: at })
  await row('credit_spent_entry', { spend_id: spendId, entry_id: entryId, ...use })
  const openingId = newId()
  const roll = [{ kind: '签字名册', title: '名册.pdf', sha256: 'a'.repeat(64) }]
  const list = { title: '外地学时', evidence: roll, people: 1, centihours: 100, state: 'recorded' }
  await row('credit_opening', { id: openingId, organisation_id: school, ...list, ...by, recorded_at: at })
  return { recordId, entryId, certificateId, spendId, openingId }
}

// Closed before anything was posted: what `plantHours` posts is a supplement of it.
async function plantYear(row: Row, { school, personId, accounts }: Place, at: string) {
  const hourYearId = newId()
  const edition = { year: Number(at.slice(0, 4)), edition: 1 }
  const [, , by] = accounts
  const none = { people: 1, persons: 1, entries: 0, centihours: 0, on_the_way: 0, on_the_way_centihours: 0 }
  const made = { frozen_on: dayOf(at), frozen_at: at, frozen_by: by, frozen_for: by, requirements: [] }
  await row('hour_year', { id: hourYearId, ...edition, ...none, ...made, hash: `\\x${'22'.repeat(32)}` })
  const facts = { organisationId: school, stage: '2', subjects: [], posts: [], title: null, state: '11' }
  const who = { organisation_name: '河东镇第一小学', name: '林知夏', staff_no: 'T1', in_post: true, facts }
  const sums = { years: [], class_ids: [], centihours: [], missing: 0, exemptions: [], head_seq: 0 }
  const hashes = { head_hash: `\\x${'00'.repeat(32)}`, hash: `\\x${'33'.repeat(32)}` }
  await row('hour_year_person', {
    ...edition,
    person_id: personId,
    organisation_id: school,
    ...who,
    ...sums,
    ...hashes,
  })
  return { hourYearId }
}

async function plantSchoolPlan(row: Row, { school, personId, accounts }: Place, at: string) {
  const [researchTeamId, schoolPlanId, schoolSessionId, schoolEvidenceId] = [newId(), newId(), newId(), newId()]
  const by = { created_by: accounts[0], created_at: at }
  const team = {
    organisation_id: school,
    kind: 'subject',
    name: '语文教研组',
    lead_id: personId,
    founded_on: dayOf(at),
  }
  await row('research_team', { id: researchTeamId, ...team, ...by })
  await row('research_team_member', { team_id: researchTeamId, person_id: personId, joined_on: dayOf(at) })
  const plan = {
    organisation_id: school,
    year: 2026,
    term: 1,
    title: '课例研讨',
    team_id: researchTeamId,
    state: 'approved',
  }
  const saved = { revision: 1, version: 1, version_in_force: 1 }
  await row('school_plan', { id: schoolPlanId, ...plan, ...saved, ...by, created_by_name: '培训专干' })
  const content = { title: '课例研讨', goals: '提高', topic: null, teamId: null, category: null, mode: 'school' }
  const session = { id: schoolSessionId, title: '第一次', on: dayOf(at), centihours: 200, form: 'salon' }
  const whole = {
    ...content,
    centihours: 200,
    members: [personId],
    sessions: [{ ...session, tier: null, speaker: null }],
  }
  const submitted = {
    submitted_by: accounts[0],
    submitted_for: accounts[0],
    submitted_by_name: '培训专干',
    submitted_at: at,
  }
  await row('school_plan_version_entry', { plan_id: schoolPlanId, version: 1, content: whole, ...submitted })
  await row('school_plan_member', { plan_id: schoolPlanId, person_id: personId })
  const planned = { planned_on: dayOf(at), planned_centihours: 200, position: 0, form: 'salon', state: 'planned' }
  await row('school_plan_session', { id: schoolSessionId, plan_id: schoolPlanId, title: '第一次', ...planned })
  return { researchTeamId, schoolPlanId, schoolSessionId, schoolEvidenceId }
}

async function plantMove(row: Row, { bureau, school, personId, accounts }: Place, at: string) {
  const transferId = newId()
  const asked = { asked_side: 'from', state: 'asked', asked_by: accounts[0], asked_by_name: '局干部', asked_at: at }
  const move = { person_id: personId, from_id: school, to_id: bureau, dated_on: dayOf(at), reason: '工作需要' }
  await row('transfer', { id: transferId, ...move, ...asked })
  const populationId = newId()
  const named = { organisation_id: school, name: '全体教师', version: 1, created_at: at }
  await row('population', { id: populationId, ...named })
  const version = { population_id: populationId, version: 1, rule: {}, made_by_name: '局干部', made_at: at }
  await row('population_version_entry', version)
  const [mergeId, goneId] = [newId(), newId()]
  const gone = { organisation_id: school, staff_no: `G${goneId.slice(-10)}`, name: '林知夏', pinyin: 'linzhixia' }
  const merged = { state: '09', merged_into: personId, subjects: [], initials: 'lzx', created_at: at }
  await row('person', { id: goneId, ...gone, ...merged })
  const moved = { state: '11', organisationId: school, rows: {}, hours: [], account: null }
  const merging = { kept_id: personId, gone_id: goneId, reason: '同一人', moved, merged_at: at }
  await row('person_merge', { id: mergeId, ...merging, merged_by: accounts[0], merged_by_name: '局干部' })
  const bureauKeyId = newId()
  const key = { bureau: '邻县教育局', public_key: `MCowBQYDK2VwAyEA${'A'.repeat(43)}=`, fingerprint: '0000' }
  const registered = { registered_by: accounts[0], registered_for: accounts[0], registered_by_name: '局干部' }
  await row('bureau_key', { id: bureauKeyId, ...key, ...registered, registered_at: at })
  return { bureauKeyId, transferId, populationId, mergeId }
}
