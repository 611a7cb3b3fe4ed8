export type PasswordRefusal = 'password_short' | 'password_plain' | 'password_own'

/** How many characters a password has at least. */
export const passwordMin = 10

// What is tried first against Chinese and English sign-ins, of those that are long enough to be allowed otherwise.
const common = new Set(
  `password123 password1234 password12345 passw0rd123 p@ssword123 p@ssw0rd123 password@123 admin12345 admin123456
  administrator admin@12345 admin@123456 admin88888 root123456 test123456 guest12345 user123456 welcome123
  welcome1234 iloveyou123 iloveyou520 iloveyou1314 woaini1314 woaini5201314 woaini520520 woaini123456 5201314520
  1314520520 5201314woaini qwertyuiop qwerty12345 qwerty123456 qwertyuiop123 asdfghjkl123 asdfghjkl; zxcvbnm123
  zxcvbnm,./ 1qaz2wsx3edc 1qaz@wsx3edc qazwsxedcrfv 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 a123456789 a1234567890
  aa123456789 abc1234567 abc12345678 abc123456789 abcd123456 abcd1234567 abcd1234abcd qq123456789 qq1234567890
  wang123456 zhang123456 wangjing123 li123456789 chen123456 liuyang123 zhongguo123 zhonghua123 beijing2008
  laoshi123456 jiaoshi123 jiaoshi123456 teacher123 teacher1234 teacher12345 teacher123456 school12345 xuexiao123
  xuexiao123456 jiaoyu123456 peixun123456 education1 mima123456 mima1234567 mimamima123 nihao12345 nihao123456
  1234567890a 123456789a 123456789abc 12345678910 1234554321 123123123123 1231231234 123321123321 1111122222
  0123456789 9876543210 0987654321 1357924680 2468013579 147258369 1472583690 159357159357 7894561230
  letmein123 letmein1234 monkey12345 dragon12345 football123 sunshine123 princess123 superman123 michael123
  changeme123 default123 secret1234 qinglan123 qinglan1234 qinglan12345 qinglan2026`.split(/\s+/),
)

const rows = ['01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz']
const runs = [...rows, ...rows.map((row) => [...row].reverse().join(''))]

/** Whether nearly all of a password is one row of keys or of the alphabet. */
function isRun(password: string): boolean {
  for (const run of runs) {
    for (let from = 0; from + 6 <= run.length; from += 1) {
      for (let to = run.length; to - from >= 6; to -= 1) {
        if (password.includes(run.slice(from, to)) && password.length - (to - from) <= 3) return true
      }
    }
  }
  return false
}

function isPlain(password: string): boolean {
  const isFewCharacters = new Set(password).size < 5
  const isRepeated = /^(.{1,6}?)\1{2,}.{0,3}$/u.test(password)
  return isFewCharacters || isRepeated || common.has(password) || isRun(password)
}

/**
 * Why a password may not be chosen; undefined when it may. At least ten characters, nothing that everybody tries first,
 * and nothing of one's own that stands on a roster. The page asks while it is typed, the server when it is sent.
 */
export function passwordRefusal(password: string, own: readonly string[]): PasswordRefusal | undefined {
  const plain = password.normalize('NFKC').toLowerCase()
  if ([...plain].length < passwordMin) return 'password_short'
  if (isPlain(plain)) return 'password_plain'
  return own.some((part) => isLong(part) && plain.includes(part.normalize('NFKC').toLowerCase()))
    ? 'password_own'
    : undefined
}

// A Chinese name has two characters; of digits and letters, three would be found in anything.
function isLong(part: string): boolean {
  return /[\u4e00-\u9fff]/.test(part) ? [...part].length >= 2 : part.length > 3
}

/** What of somebody's own must not stand in their password. */
export function ownParts(own: {
  readonly name: string
  readonly pinyin?: string | null
  readonly staffNo?: string | null
  readonly phone?: string | null
  readonly idNumber?: string | null
  readonly userNames?: readonly string[]
}): string[] {
  const { name, pinyin, staffNo, phone, idNumber, userNames = [] } = own
  const spelled = pinyin ? [pinyin, pinyin.replace(/\s/g, '')] : []
  const numbers = phone ? [phone, phone.slice(-8), phone.slice(-6)] : []
  const ofId = idNumber ? [idNumber.slice(6, 14), idNumber.slice(8, 14), idNumber.slice(-6), idNumber.slice(-8)] : []
  return [name, ...spelled, ...(staffNo ? [staffNo] : []), ...numbers, ...ofId, ...userNames]
}
