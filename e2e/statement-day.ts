import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { openingWords } from '../src/features/credits/words/opening.ts'
import { words as moves } from '../src/features/moves/words.ts'
import { newId } from '../src/platform/ids.ts'
import { fingerprintOf } from '../src/platform/signing.ts'
import { judgeWidth, settled, sizes, takeComplaints } from './browser.ts'
import { chapter } from './runner.ts'
import { dialog, dialogGone, field, known, nothingToComplain, press, says, seat, type Stage } from './stage.ts'

const move = moves.zh
const opening = openingWords.zh
const bureau = '白水县教育局'

// The other bureau: it signs with a key of its own, and tells its fingerprint by telephone.
const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')

function statementOf(person: { readonly name: string; readonly bornOn: string }): string {
  const payload = JSON.stringify({
    ...{ format: 'qinglan-hours-statement/1', id: newId(), number: '410002-2026-ABCDEF', toBureau: '青石县教育局' },
    ...{ bureau: { name: bureau, regionCode: '410002' }, issuedOn: '2026-03-01', issuedBy: '白水县审定员' },
    person: { name: person.name, gender: null, bornOn: person.bornOn, idNumberMasked: null },
    ...{ hours: [{ year: 2026, category: '', centihours: 1_650 }], ledger: { entries: 1, mark: null } },
  })
  const signature = sign(null, Buffer.from(payload), privateKey).toString('base64')
  return JSON.stringify({ payload, signature, publicKey: key })
}

/** A statement of another region is taken over under a key that two people vouch for, by three people. */
export function addStatementDay(stage: () => Stage): void {
  chapter('A statement of another region: its key, its three people, its hours', 'statement', (test) => {
    const handIn = async () => {
      const { teacher } = stage().world.county.cast.demo
      const { page, open } = await seat(stage(), 'registrar')
      await open(`/people/${teacher.id}`)
      // The button lies beneath lists that grow as they are answered, and may move from under the finger: then it is pressed again.
      const accept = () => press(page, move['statement.accept'])
      await accept()
      await dialog(page).waitFor({ timeout: 5_000 }).catch(accept)
      await field(dialog(page), move['statement.file']).fill(statementOf(teacher))
      await press(dialog(page), move['statement.accept.submit'])
      return page
    }

    test('[003-31] a statement under a key that nobody registered is refused, and says what to do', async () => {
      const page = await handIn()
      await says(dialog(page), move['refusal.statement_key_unknown'])
      const registrar = await seat(stage(), 'registrar')
      registrar.complaints.push(...takeComplaints(registrar, /: 422$/))
      nothingToComplain(stage())
    })

    test('[003-31] the bureau registers the key, cannot confirm it, and somebody else does by its fingerprint', async () => {
      const one = await seat(stage(), 'bureau')
      await one.open('/bureau-keys')
      await press(one.page, move['key.register'])
      await field(dialog(one.page), move['key.bureau']).fill(bureau)
      await field(dialog(one.page), move['key.publicKey']).fill(key)
      await press(dialog(one.page), move['key.register'])
      await dialogGone(one.page)
      await says(one.page, move['key.state.registered'])
      await says(one.page, move['key.fingerprint.hidden'])
      const own = one.page.getByRole('button', { name: move['key.confirm'], exact: true })
      assert.ok((await own.isDisabled().catch(() => false)) || (await own.getAttribute('aria-disabled')) === 'true')
      const other = await seat(stage(), 'hours')
      await other.open('/bureau-keys')
      await press(other.page, move['key.confirm'])
      await field(dialog(other.page), move['key.fingerprint']).fill(fingerprintOf(key))
      await press(dialog(other.page), move['key.confirm'])
      await dialogGone(other.page)
      await says(other.page, move['key.state.confirmed'])
      for (const size of ['desk', 'phone'] as const) {
        await other.page.setViewportSize(sizes[size])
        assert.deepEqual(await judgeWidth(other.page), [])
      }
      await other.page.setViewportSize(sizes.desk)
      nothingToComplain(stage())
    })

    test('[003-31] the statement is handed in, approved and verified by three people, and its hours are there', async () => {
      const { teacher } = stage().world.county.cast.demo
      const registrar = await handIn()
      await dialogGone(registrar)
      await says(registrar, move['statement.state.recorded'])
      const told = await registrar.request.get(`/api/v1/people/${teacher.id}/hours-statements`)
      const openingId = /"openingId":"([0-9a-f-]{36})"/.exec(await told.text())?.[1] ?? ''
      stage().found.set('opening', openingId)
      for (const [who, deed] of [
        ['principal', opening['opening.approve']],
        ['hours', opening['opening.verify']],
      ] as const) {
        const { page, open } = await seat(stage(), who)
        await open(`/hours/openings/${known(stage(), 'opening')}`)
        await says(page, opening['opening.statement'])
        await press(page, deed)
        await settled(page)
        await page.getByRole('button', { name: deed, exact: true }).waitFor({ state: 'detached' })
      }
      const hours = await seat(stage(), 'hours')
      await hours.open(`/people/${teacher.id}`)
      await says(hours.page, move['statement.state.verified'])
      const own = await seat(stage(), 'teacher', 'phone')
      await own.open('/m/hours')
      await says(own.page, /16\.5/)
      nothingToComplain(stage())
    })
  })
}
