import { createServer, type Server } from 'node:http'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testCounty, type Login, type TestCounty } from '../../app/testing.ts'
import { ok } from '../../lib/result.ts'
import { newId } from '../../platform/ids.ts'

let county: TestCounty
let server: Server
let issuer: string
let staffNo = ''

// A real provider, with its own pages for signing in; whoever signs in as `teacher` has the staff number of a teacher here.
beforeAll(async () => {
  county = await testCounty()
  const person = await county.person({ organisationId: county.tree.a, name: '平台用户' })
  staffNo = person.staffNo
  await county.login('平台用户', [], person.id)
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  issuer = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'qinglan',
        client_secret: 'a secret of the provider',
        redirect_uris: ['http://localhost/api/v1/oidc/callback'],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub', 'staff_no'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key of the test'] },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, ...(id === 'teacher' ? { staff_no: staffNo } : {}) }),
    }),
  })
  server.on('request', provider.callback())
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await county.close()
})

async function addProvider(staffNoClaim: string | null): Promise<string> {
  const id = newId()
  const draft = {
    id,
    name: '市教育云',
    issuer,
    clientId: 'qinglan',
    clientSecret: 'a secret of the provider',
    staffNoClaim,
  }
  expect((await county.request(county.logins.system_admin, 'POST', '/identity-providers', draft)).status).toBe(201)
  return id
}

const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')

/** Signs in at the provider as a person in a browser would, and gives the address that it sends the browser back to. */
async function signInThere(url: string, subject: string): Promise<string> {
  const jar = new Map<string, string>()
  let next = new URL(url)
  let form: URLSearchParams | undefined
  for (let hop = 0; hop < 12; hop += 1) {
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: form } : {}),
    })
    for (const pair of cookiesOf(answer)) {
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    form = undefined
    const to = answer.headers.get('location')
    if (to !== null) {
      next = new URL(to, next)
      if (next.host === 'localhost') return next.href
      continue
    }
    const page = await answer.text()
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? 'login'
    next = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? '', next)
    form = new URLSearchParams(prompt === 'login' ? { prompt, login: subject, password: 'any' } : { prompt })
  }
  throw new Error('the provider led nowhere')
}

async function journey(provider: string, subject: string, as?: Login) {
  const path = `/identity-providers/${provider}/${as ? 'link' : 'sign-in'}`
  const begun = await county.request(as, 'POST', path, as ? { next: '/security' } : { bureau: 'test', next: '/hours' })
  expect(begun.status).toBe(201)
  const carried = cookiesOf(begun.answer).join('; ')
  const back = await signInThere(begun.body.url, subject)
  return { back, carried: [carried, ...(as ? [as.cookie] : [])].join('; ') }
}

const comeBack = (back: string, cookie: string) => {
  const { pathname, search } = new URL(back)
  return county.app.request(`${pathname}${search}`, { headers: { cookie } })
}

const sessionOf = (answer: Response) => cookiesOf(answer).find((pair) => /^qinglan=./.test(pair)) ?? ''

test('302: an identity that is linked with nobody signs nobody in; once linked it does', async () => {
  const provider = await addProvider(null)
  const stranger = await journey(provider, 'officer')
  const refused = await comeBack(stranger.back, stranger.carried)
  expect(refused.headers.get('location')).toBe('/sign-in?refused=identity_not_linked')
  expect(sessionOf(refused)).toBe('')

  const officer = county.logins.bureau_officer
  const linking = await journey(provider, 'officer', officer)
  expect((await comeBack(linking.back, linking.carried)).headers.get('location')).toBe('/security')
  const listed = await county.request(officer, 'GET', '/identity-providers')
  expect(listed.body.items.find(({ id }: { id: string }) => id === provider).linkedAt).not.toBeNull()

  const again = await journey(provider, 'officer')
  const opened = await comeBack(again.back, again.carried)
  expect([opened.status, opened.headers.get('location')]).toEqual([302, '/hours'])
  const me = await county.request({ ...officer, cookie: sessionOf(opened) }, 'GET', '/me')
  expect(me.body.account.id).toBe(officer.accountId)
})

test('302: where the bureau trusts the claim, the staff number finds the account; elsewhere it does not', async () => {
  const plain = await journey(await addProvider(null), 'teacher')
  expect((await comeBack(plain.back, plain.carried)).headers.get('location')).toMatch(/identity_not_linked/)
  const trusted = await journey(await addProvider('staff_no'), 'teacher')
  const opened = await comeBack(trusted.back, trusted.carried)
  const me = await county.request({ accountId: '', personId: null, cookie: sessionOf(opened) }, 'GET', '/me')
  expect(me.body.person.name).toBe('平台用户')
})

test('302: a return without its journey, with another’s state, or a second time, signs nobody in', async () => {
  const provider = await addProvider('staff_no')
  const first = await journey(provider, 'teacher')
  const other = await journey(provider, 'teacher')
  const refusal = '/sign-in?refused=identity_refused'
  expect((await comeBack(first.back, '')).headers.get('location')).toBe(refusal)
  expect((await comeBack(first.back, other.carried)).headers.get('location')).toBe(refusal)
  expect((await comeBack(first.back, `${first.carried}x`)).headers.get('location')).toBe(refusal)
  expect(sessionOf(await comeBack(other.back, other.carried))).not.toBe('')
  expect((await comeBack(other.back, other.carried)).headers.get('location')).toBe(refusal)
})

test('302: a journey that somebody began for their own account links nobody else’s', async () => {
  const provider = await addProvider(null)
  const linking = await journey(provider, 'provider', county.logins.provider)
  const theirs = linking.carried.replace(county.logins.provider.cookie, county.logins.trainer.cookie)
  const refused = await comeBack(linking.back, theirs)
  expect(refused.headers.get('location')).toBe('/security?refused=identity_refused')
})

test('422: a provider without TLS is refused; 404: one that was closed leads nowhere', async () => {
  const admin = county.logins.system_admin
  const draft = { id: newId(), name: '不安全', issuer: 'http://idp.example', clientId: 'a', clientSecret: 'b' }
  const unsound = await county.request(admin, 'POST', '/identity-providers', draft)
  expect([unsound.status, unsound.body.code]).toEqual([422, 'issuer_unsound'])
  const id = await addProvider(null)
  expect((await county.request(admin, 'DELETE', `/identity-providers/${id}`)).status).toBe(204)
  const path = `/identity-providers/${id}/sign-in`
  expect((await county.request(undefined, 'POST', path, { bureau: 'test' })).status).toBe(404)
})

test('302: signing in there anew is a proof of still being there, for the linked account and nobody else', async () => {
  const provider = await addProvider(null)
  const officer = await county.login('统一登录的干部', [['bureau_officer', county.tree.bureau]])
  const linking = await journey(provider, 'prover', officer)
  expect((await comeBack(linking.back, linking.carried)).headers.get('location')).toBe('/security')
  // The session has shown nothing for long.
  await county.commit(async (tx) => {
    await tx.$client.query('update session set proved_at = null where account_id = $1', [officer.accountId])
    return ok()
  })
  const unlink = () => county.request(officer, 'DELETE', `/identity-providers/${provider}/link`)
  const proveAs = async (subject: string) => {
    const path = `/identity-providers/${provider}/proof`
    const begun = await county.request(officer, 'POST', path, { next: '/proved' })
    expect(begun.status).toBe(201)
    expect(new URL(begun.body.url).searchParams.get('prompt')).toBe('login')
    const back = await signInThere(begun.body.url, subject)
    const returned = await comeBack(back, [...cookiesOf(begun.answer), officer.cookie].join('; '))
    return returned.headers.get('location')
  }
  const before = await waitFor(unlink, 'reauth_needed')
  expect([before.status, before.body.code]).toEqual([403, 'reauth_needed'])
  expect(await proveAs('somebody-else')).toBe('/proved?refused=identity_not_linked')
  expect((await unlink()).body.code).toBe('reauth_needed')
  expect(await proveAs('prover')).toBe('/proved')
  expect((await unlink()).status).toBe(204)
})

// A session is believed for three seconds.
async function waitFor<T extends { body: { code?: string } | undefined }>(
  ask: () => Promise<T>,
  code: string,
): Promise<T> {
  await new Promise((resolve) => setTimeout(resolve, 3_100))
  const answer = await ask()
  return answer.body?.code === code ? answer : ask()
}
