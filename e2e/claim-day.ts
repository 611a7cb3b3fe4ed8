import assert from 'node:assert/strict'
import { claimActs } from '../src/features/audit/words/claim-acts.ts'
import { deskWords } from '../src/features/claims/words/desk.ts'
import { phoneWords } from '../src/features/claims/words/phone.ts'
import { words as credits } from '../src/features/credits/words.ts'
import { packs } from '../src/features/policies/packs/index.ts'
import { png } from '../src/platform/documents/hostile-files.ts'
import { newId } from '../src/platform/ids.ts'
import { seatOf, settled } from './browser.ts'
import { chapter } from './runner.ts'
import { dialog, dialogGone, field, known, nothingToComplain, press, says, seat, type Stage } from './stage.ts'

const desk = deskWords.zh
const phone = phoneWords.zh
const credit = credits.zh
const acts = claimActs.zh

const work = '单元整体教学中的作业设计研究'
const returned = '封面是县级刊物，申报成了国家级，请改正级别。'

/** One day of a registrar, an approver, a verifier and a teacher: a wrong claim, its return, an appeal, and a reversal. */
export function addClaimDay(stage: () => Stage): void {
  chapter('A day of claims: a wrong claim, its return, its appeal and its reversal', 'claims', (test) => {
    test('[001-49] the bureau puts a conversion table in force, and the teacher claims a paper under it', async () => {
      await adoptTable(stage())
      const teacher = await seat(stage(), 'teacher', 'phone')
      const { page } = teacher
      await teacher.open('/m/claims/write')
      await page.getByText('论文', { exact: true }).first().click()
      await field(page, '级别').selectOption('国家级')
      await field(page, '是否获奖').selectOption('未获奖')
      await says(page, /15.*30/)
      await press(page, phone.next)
      await field(page, phone['field.title']).fill(work)
      await field(page, phone['field.doneOn']).fill('2026-03-20')
      await press(page, phone.next)
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: '发表页.png', mimeType: 'image/png', buffer: png(64, 64) })
      await says(page, '发表页')
      await press(page, phone.submit)
      await page.waitForURL(/\/m\/claims\/[0-9a-f-]{36}$/)
      await says(page, phone['status.submitted'])
      stage().found.set('claim', page.url().split('/').at(-1) ?? '')
      nothingToComplain(stage())
    })

    test('the registrar looks at the evidence and sends it back by the keyboard', async () => {
      const { page, open } = await seat(stage(), 'registrar')
      await open(`/claims?open=${known(stage(), 'claim')}`)
      await says(page, work)
      await page.keyboard.press('r')
      await field(dialog(page), desk['return.reason']).fill(returned)
      await press(dialog(page), desk.return)
      await dialogGone(page)
      nothingToComplain(stage())
    })

    test('the teacher appeals, and somebody who did not decide dismisses it', async () => {
      const teacher = await seat(stage(), 'teacher', 'phone')
      await teacher.open('/m/appeals')
      await teacher.page.getByText(work).first().click()
      await field(teacher.page, phone['appeal.text']).fill('刊物已列入全国中文核心期刊，请复核级别。')
      await press(teacher.page, phone['appeal.send'])
      await says(teacher.page, phone['appealState.asked'])
      const principal = await seat(stage(), 'principal')
      await principal.open('/appeals')
      await principal.page.getByText(work).first().click()
      await field(principal.page, desk.decision).fill('核对了刊号，确为县级刊物。')
      await principal.page.getByLabel(desk.dismiss).check()
      await press(principal.page, desk.decide)
      await settled(principal.page)
      await teacher.open('/m/appeals')
      await says(teacher.page, phone['appealState.dismissed'])
      nothingToComplain(stage())
    })

    test('put right, it is recorded, approved and verified by three different people', async () => {
      const teacher = await seat(stage(), 'teacher', 'phone')
      await teacher.open(`/m/claims/write?id=${known(stage(), 'claim')}`)
      await field(teacher.page, '级别').selectOption('县级')
      await says(teacher.page, /2.*5/)
      await press(teacher.page, phone.next)
      await press(teacher.page, phone.next)
      await press(teacher.page, phone.submit)
      await says(teacher.page, phone['status.submitted'])
      const registrar = await seat(stage(), 'registrar')
      await registrar.open(`/claims?open=${known(stage(), 'claim')}`)
      await says(registrar.page, work)
      await registrar.page.keyboard.press('a')
      await field(dialog(registrar.page), desk.centihours).fill('5')
      await press(dialog(registrar.page), desk.takeUp)
      await dialogGone(registrar.page)
      for (const [who, queue, deed] of [
        ['principal', 'recorded', credit.approve],
        ['hours', 'approved', credit.verify],
      ] as const) {
        const { page, open } = await seat(stage(), who)
        await open(`/hours/${queue}?q=${encodeURIComponent(work)}`)
        await page.locator('tbody input[type=checkbox]').first().check()
        await press(page, deed)
        await page.locator('tbody input[type=checkbox]').first().waitFor({ state: 'detached' })
        await settled(page)
      }
      await teacher.open(`/m/claims/${known(stage(), 'claim')}`)
      await says(teacher.page, phone['status.verified'])
      nothingToComplain(stage())
    })

    test('the hours were too many: the officer reverses them, and nothing is lost from sight', async () => {
      const { demo } = stage().world.county.cast
      const hours = await seat(stage(), 'hours')
      await hours.open(`/people/${demo.teacher.id}`)
      const row = hours.page.getByRole('row').filter({ hasText: work }).first()
      await press(row, credit.reverse)
      await field(dialog(hours.page), credit['reverse.reason']).fill('同一篇文章在另一处已经折算。')
      await press(dialog(hours.page), credit.reverse)
      await dialogGone(hours.page)
      const teacher = await seat(stage(), 'teacher', 'phone')
      await teacher.open(`/m/claims/${known(stage(), 'claim')}`)
      await says(teacher.page, phone['status.reversed'])
      await teacher.open('/m/notices')
      await says(teacher.page, /冲销/)
      const auditor = await seat(stage(), 'auditor')
      await auditor.open(`/audit?object=${known(stage(), 'claim')}`)
      await says(auditor.page, acts['act.claim.returned'])
      nothingToComplain(stage())
    })
  })
}

/** What an officer does on the page of policies, by the same requests. */
async function adoptTable(stage: Stage): Promise<void> {
  // Somebody who signed in just now: putting rules in force asks for that.
  const officer = await seatOf(stage.world, stage.browser, 'bureau', { size: 'desk' })
  const { page } = officer
  const { bureau } = stage.world.county.tree
  const pack = packs.find(({ id }) => id === 'nanbu')
  assert.ok(pack)
  const policy = { ...pack.policy, rules: pack.policy.rules.slice(0, 1) }
  const id = newId()
  const origin = new URL(page.url()).origin
  const headers = { origin }
  const begun = await page.request.post('/api/v1/hour-policies', {
    headers,
    data: { id, organisationId: bureau.id, policy },
  })
  assert.equal(begun.status(), 201, await begun.text())
  const adopted = await page.request.post(`/api/v1/hour-policies/${id}/versions`, {
    headers,
    data: { revision: 1, effectiveFrom: '2026-01-01', reason: '局务会通过' },
  })
  assert.equal(adopted.status(), 200, await adopted.text())
  await officer.context.close()
}
