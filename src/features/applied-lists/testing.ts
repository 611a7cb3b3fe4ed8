import type { Login, TestCounty } from '../../app/testing.ts'
import { newId } from '../../platform/ids.ts'

/** Tries, applies and undoes lists of a kind as somebody does with its page. */
export function listDesk(county: TestCounty, noun: string, csv: string) {
  const bytes = Buffer.from(csv, 'utf8')
  const send = (as: Login, path: string) => county.request(as, 'POST', path, bytes)
  const attempt = (as: Login) => send(as, `/${noun}-list-rehearsals`)
  const apply = (as: Login, digest: string, id: string = newId()) =>
    send(as, `/${noun}-lists?id=${id}&name=list.csv&digest=${digest}`)
  return {
    attempt,
    apply,
    /** Applies what trying it says now. */
    enter: async (as: Login, id: string = newId()) => apply(as, (await attempt(as)).body.digest, id),
    undo: (as: Login, id: string, reason = '名单有误') =>
      county.request(as, 'POST', `/${noun}-lists/${id}/undoing`, { reason }),
    lists: (as: Login) => county.request(as, 'GET', `/${noun}-lists`),
    back: (as: Login) => send(as, `/${noun}-list-workbooks?name=list.csv`),
    template: (as: Login) => county.request(as, 'GET', `/${noun}-list-template`),
  }
}
