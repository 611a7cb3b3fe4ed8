import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { read, utils, write } from '@e965/xlsx'
import type { Page } from 'playwright-core'
import { extractText, getDocumentProxy } from 'unpdf'
import { words as access } from '../src/features/access/words.ts'
import { words as accounts } from '../src/features/accounts/words.ts'
import { manageWords } from '../src/features/accounts/words/manage.ts'
import { ownWords } from '../src/features/accounts/words/own.ts'
import { words as roster } from '../src/features/roster/words.ts'
import { reasonWords } from '../src/features/roster/words/reasons.ts'
import { checkCharacter } from '../src/lib/identity.ts'
import { codeAt, stepAt } from '../src/platform/totp.ts'
import { importWords } from '../src/ui/import-words.ts'
import { judgeAccess, judgeWidth, settled, takeComplaints, takeSeat, type Seat } from './browser.ts'
import { chapter } from './runner.ts'
import {
  choose,
  dialog,
  dialogGone,
  field,
  known,
  nothingToComplain,
  press,
  prove,
  says,
  seat,
  type Stage,
} from './stage.ts'

const list = roster.zh
const imports = importWords.zh
const manage = manageWords.zh
const own = ownWords.zh
const grant = access.zh
const account = accounts.zh
const reason = reasonWords.zh

type Cells = string[]

const numbered = (first17: string) => first17 + checkCharacter(first17)
const wrongEnd = (id: string) => id.slice(0, 17) + (id.endsWith('1') ? '2' : '1')

/** Whom the school appoints to keep its roster; her surname is one that is read unlike the word. */
const registrar = { name: '单若溪', staffNo: 'F20261001', password: 'nine-blue-herons' }

const head = ['工号', '姓名', '身份证号', '学校', '性别', '职称', '参加工作时间', '手机']

/** A list as a school sends it: what is right, and twelve ways of being wrong, each with the words it is refused with. */
function listFor(school: string) {
  const id = (no: number) => numbered(`4199211985061${no % 10}0${String(40 + no).padStart(2, '0')}`.slice(0, 17))
  const row = (no: number, more: Partial<Record<string, string>> = {}): Cells => {
    const plain: Record<string, string> = {
      工号: `F2026${1001 + no}`,
      姓名: `云清${'一二三四五六七八九十甲乙丙丁戊己'[no]}`,
      身份证号: id(no),
      学校: school,
      性别: '女',
      职称: '一级教师',
      参加工作时间: '2010-09-01',
      手机: `1390000${String(1000 + no)}`,
    }
    // The seventeenth digit says the sex.
    plain.性别 = Number(plain.身份证号?.[16]) % 2 === 0 ? '女' : '男'
    return head.map((title) => more[title] ?? plain[title] ?? '')
  }
  const good = [row(0, { 姓名: registrar.name }), row(1), row(2)]
  const bad: readonly (readonly [keyof typeof reason, number, Partial<Record<string, string>>])[] = [
    ['reason.name_missing', 3, { 姓名: '' }],
    ['reason.name_malformed', 4, { 姓名: '云清4' }],
    ['reason.identity_missing', 5, { 工号: '', 身份证号: '' }],
    ['reason.id_number_malformed', 6, { 身份证号: '41992119850631123X' }],
    ['reason.id_number_checksum', 7, { 身份证号: wrongEnd(id(7)) }],
    ['reason.id_number_ruined', 8, { 身份证号: `${id(8).slice(0, 15)}000` }],
    ['reason.staff_no_malformed', 9, { 工号: '工号九' }],
    ['reason.phone_malformed', 10, { 手机: '1390000' }],
    ['reason.date_malformed', 11, { 参加工作时间: '去年秋天' }],
    ['reason.value_unknown', 12, { 职称: '特大教师' }],
    ['reason.gender_contradicts', 13, { 性别: Number(id(13)[16]) % 2 === 0 ? '男' : '女' }],
    ['reason.school_unknown', 14, { 学校: '没有的学校' }],
  ]
  return {
    rows: [...good, ...bad.map(([, no, more]) => row(no, more))],
    right: [...good, ...bad.map(([, no]) => row(no))],
    reasons: bad.map(([code]) => code),
  }
}

const workbook = (rows: readonly Cells[]): Buffer => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), '教师')
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' })
  assert.ok(Buffer.isBuffer(bytes))
  return bytes
}

/** What is said of a reason up to the first value in it. */
const begins = (code: keyof typeof reason) => (reason[code].split('{{')[0] ?? '').slice(0, 12)

async function handIn(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer,
  })
  await page.waitForURL(/people\/imports\/./)
  await settled(page)
  await press(page, imports.rehearse)
  await page.getByRole('button', { name: imports['rehearse.again'] }).waitFor({ timeout: 30_000 })
}

async function apply(page: Page): Promise<void> {
  await press(page, list.apply)
  await press(dialog(page), list.apply)
  await dialogGone(page)
  await page.getByRole('button', { name: imports.undo }).waitFor({ timeout: 30_000 })
}

const sums = (create: number, refuse: number) => new RegExp(`新增 ${create} \\+ 变更 0 \\+ 不变 0 \\+ 拒绝 ${refuse}`)

/** The bureau's first hour: its people come in from a spreadsheet, and a school begins to look after its own. */
export function addFirstHour(stage: () => Stage): void {
  const school = () => {
    const [first] = stage().world.county.tree.schools.filter(
      ({ id }) => id !== stage().world.county.cast.demo.school.id,
    )
    assert.ok(first)
    return first
  }

  chapter('The first hour: from a roster in Excel to a registrar at her school', 'first hour', (test) => {
    test('a roster with twelve kinds of bad rows is tried, and each row says what is wrong with it', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      const { rows, reasons } = listFor(school().name)
      await open('/people/imports')
      await handIn(page, '教师名单.xlsx', workbook([['某校教师名单'], head, ...rows]))
      await says(page, sums(3, 12))
      stage().found.set('import', page.url())
      for (const code of reasons) await says(page.locator('tbody'), begins(code))
      assert.deepEqual([...(await judgeAccess(page)), ...(await judgeWidth(page))], [])
      nothingToComplain(stage())
    })

    test('the same workbook comes back with a result and a reason in each row', async () => {
      const { page } = await seat(stage(), 'bureau')
      const href = await page.getByRole('link', { name: imports.workbook }).getAttribute('href')
      const answer = await page.request.get(href ?? '')
      const book = read(await answer.body())
      const lines = utils.sheet_to_json<Cells>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1, defval: '' })
      const { rows, reasons } = listFor(school().name)
      assert.deepEqual(lines[1]?.slice(0, head.length), head)
      for (const [no, row] of rows.entries()) assert.deepEqual(lines[no + 2]?.slice(0, head.length), row)
      for (const [no, code] of reasons.entries()) {
        const said = lines[no + 5]?.join(' ') ?? ''
        assert.ok(said.includes(begins(code)), `${code}: ${said}`)
      }
    })

    test('what is right is applied, undone as a whole, and leaves nobody behind', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      await apply(page)
      await open(`/people?q=${encodeURIComponent(registrar.name)}`)
      await says(page, registrar.staffNo)
      await open(new URL(known(stage(), 'import')).pathname)
      await press(page, imports.undo)
      await press(dialog(page), imports.undo)
      await dialogGone(page)
      await says(page, /已移除 3 人/)
      await open(`/people?q=${encodeURIComponent(registrar.name)}`)
      assert.equal(await page.getByText(registrar.staffNo).count(), 0)
      nothingToComplain(stage())
    })

    test('the corrected list goes in: fifteen people, none refused', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      await open('/people/imports')
      await handIn(page, '教师名单（更正）.xlsx', workbook([head, ...listFor(school().name).right]))
      await says(page, sums(15, 0))
      await apply(page)
      // Found by the reading of her surname.
      await open('/people?q=shanruoxi')
      await says(page, registrar.name)
      nothingToComplain(stage())
    })

    test('the slips of the school are printed, a code for each of its people', async () => {
      const { page, open } = await seat(stage(), 'bureau')
      await open(`/accounts?q=${registrar.staffNo}`)
      await page.locator('thead input[type=checkbox]').check()
      await press(page, manage.give)
      await press(dialog(page), manage.give)
      await says(page, manage['made.once'])
      const code = await dialog(page).locator('tr', { hasText: registrar.staffNo }).locator('code').textContent()
      stage().found.set('code', code ?? '')
      const coming = page.waitForEvent('download')
      await press(dialog(page), manage['made.print'])
      const slips = await readFile(await (await coming).path())
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(slips)), { mergePages: true })
      assert.ok(text.replaceAll(/\s/g, '').includes((code ?? '').replaceAll(/\s/g, '')), text)
      await press(dialog(page), manage.close)
      await dialogGone(page)
      nothingToComplain(stage())
    })

    test('she activates her account with the slip and a password of her own', async () => {
      const { world, browser, seats } = stage()
      const hers = await takeSeat(world, browser)
      seats.set('first registrar', hers)
      const { page } = hers
      await hers.open('/activate')
      await field(page, own['activate.code']).fill(known(stage(), 'code').toLowerCase())
      await press(page, own['activate.check'])
      await says(page, `您好，${registrar.name}`)
      await field(page, own.password).fill(`${registrar.staffNo}-lamps`)
      await press(page, own['activate.submit'])
      await says(page, account['refusal.password_own'])
      await field(page, own.password).fill(registrar.password)
      await press(page, own['activate.submit'])
      await page.waitForURL((url) => url.pathname === '/' || url.pathname.startsWith('/m'))
      await settled(page)
      assert.deepEqual(takeComplaints(hers, /activations: 422/), [])
      nothingToComplain(stage())
    })

    test('the administrator makes her the registrar of her school, which demands a second factor', async () => {
      const admin = await seat(stage(), 'admin')
      await leaveToOne(stage(), admin)
      await demandFactor(admin, true)
      const { page, open } = admin
      await open('/access')
      await press(page, grant.give)
      await choose(page, dialog(page), grant['give.who'], registrar.name)
      await choose(page, dialog(page), grant['give.role'], grant['role.school_registrar'])
      await choose(page, dialog(page), grant['give.organisation'], school().name)
      await field(dialog(page), grant['give.reason']).fill('学校任命〔2026〕1 号')
      await press(dialog(page), grant.give)
      await dialogGone(page)
      nothingToComplain(stage())
    })

    test('she signs in, sets the second factor up, and sees her own school only', async () => {
      const { world, browser, seats } = stage()
      await seats.get('first registrar')?.context.close()
      const hers = await takeSeat(world, browser)
      seats.set('first registrar', hers)
      const { page } = hers
      await enter(page, hers.open)
      await says(page, own['step.required'])
      await press(page, own['factor.begin'])
      const secret = ((await page.locator('form code').textContent()) ?? '').replaceAll(' ', '')
      stage().found.set('secret', secret)
      await field(page, own['step.code']).fill(codeAt(secret, stepAt(world.clock.now())))
      await press(page, own['factor.confirm'])
      await says(page, own['factor.codes.lead'])
      stage().found.set('recovery', (await page.locator('li code').first().textContent()) ?? '')
      await press(page, own['step.continue'])
      await page.waitForURL((url) => url.pathname === '/')
      await hers.open('/people')
      await says(page, registrar.name)
      const others = world.county.tree.schools.filter(({ id }) => id !== school().id)
      const shown = await page.locator('tbody').innerText()
      for (const { name } of others) assert.ok(!shown.includes(name), name)
      const { demo } = world.county.cast
      await hers.open(`/people?q=${encodeURIComponent(demo.teacher.name)}`)
      assert.equal(await page.getByText(demo.teacher.staffNo).count(), 0)
      await hers.open(`/people/${demo.teacher.id}`)
      assert.equal(await page.getByText(demo.teacher.name).count(), 0)
      takeComplaints(hers, /people\/.*: 404/)
      nothingToComplain(stage())
    })

    test('the next sign-in asks for the code; a recovery code does once, never again', async () => {
      const { world, browser, seats } = stage()
      await seats.get('first registrar')?.context.close()
      seats.delete('first registrar')
      for (const [again, works] of [
        [1, true],
        [2, false],
      ] as const) {
        const hers = await takeSeat(world, browser)
        await enter(hers.page, hers.open)
        await field(hers.page, own['step.code']).fill(known(stage(), 'recovery'))
        await press(hers.page, own['step.submit'])
        if (works) await hers.page.waitForURL((url) => url.pathname === '/')
        else await says(hers.page, /验证码|恢复码/)
        await settled(hers.page)
        const isIn = new URL(hers.page.url()).pathname === '/'
        assert.equal(isIn, works, `sign-in ${again}`)
        await hers.context.close()
      }
      await demandFactor(await seat(stage(), 'admin'), false)
    })
  })
}

async function enter(page: Page, open: (path: string) => Promise<void>): Promise<void> {
  await open('/sign-in')
  await page.getByLabel(account['signIn.name']).fill(registrar.staffNo)
  await page.getByLabel(account['signIn.password']).fill(registrar.password)
  await page.getByRole('button', { name: account.signIn, exact: true }).click()
  await page.waitForURL(/second-step/)
  await settled(page)
}

// Registrars and others still sit at their pages from before: whatever those ask once the factor is demanded is refused, and is
// nothing that this chapter is about.
async function leaveToOne(stage: Stage, staying: Seat): Promise<void> {
  nothingToComplain(stage)
  for (const [who, each] of stage.seats) {
    if (each === staying) continue
    await each.context.close()
    stage.seats.delete(who)
  }
}

async function demandFactor(admin: Seat, isDemanded: boolean): Promise<void> {
  const { page, open } = admin
  await open('/accounts/settings')
  if (isDemanded) {
    await field(page, manage['settings.roles']).click()
    await page.locator('.ant-select-item-option', { hasText: account['role.school_registrar'] }).click()
    await page.keyboard.press('Escape')
  } else await page.locator('.ant-select-selection-item-remove').first().click()
  await press(page, manage['settings.save'])
  await prove(admin)
  await says(page, manage['settings.saved'])
}
