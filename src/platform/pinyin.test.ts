import { expect, test } from 'vitest'
import { spell, spellPerson } from './pinyin.ts'

test.each([
  ['单雨桐', 'shan yu tong', 'danyutong'],
  ['解文博', 'xie wen bo', 'jiewenbo'],
  ['仇子墨', 'qiu zi mo', 'chouzimo'],
  ['曾国强', 'zeng guo qiang', 'cengguoqiang'],
  ['查良镛', 'zha liang yong', 'chaliangyong'],
  ['朴信惠', 'piao xin hui', 'puxinhui'],
  ['区小明', 'ou xiao ming', 'quxiaoming'],
  ['盖叫天', 'ge jiao tian', 'gaijiaotian'],
  ['覃海', 'qin hai', 'tanhai'],
  ['乐嘉', 'yue jia', 'lejia'],
  ['召华', 'shao hua', 'zhaohua'],
  ['繁星', 'po xing', 'fanxing'],
  ['员半千', 'yun ban qian', 'yuanbanqian'],
  ['黑子', 'he zi', 'heizi'],
  ['种师道', 'chong shi dao', 'zhongshidao'],
  ['尉迟恭', 'yuchi gong', 'weichigong'],
  ['万俟文', 'moqi wen', 'wansiwen'],
  ['澹台明', 'tantai ming', 'dantaiming'],
])('[003-27] %s is sorted as %s, and found as %s too', (name, spelling, other) => {
  const spelled = spellPerson(name)
  expect(spelled.spelling).toBe(spelling)
  expect(spelled.pinyin).toBe(spelling.replaceAll(' ', ''))
  expect(spelled.readings).toContain(other)
})

test.each([
  ['任静', 'ren jing'],
  ['华罗庚', 'hua luo geng'],
  ['吕布', 'lv bu'],
  ['欧阳静怡', 'ouyang jing yi'],
  ['长孙无忌', 'zhangsun wu ji'],
  ['王单', 'wang dan'],
  ['王', 'wang'],
  ['阿依古丽·买买提', 'a yi gu li mai mai ti'],
  ['Li Lei', 'li lei'],
])('%s is sorted as %s', (name, spelling) => {
  expect(spellPerson(name).spelling).toBe(spelling)
})

test('a surname comes before every other that begins with it', () => {
  const names = ['李莲', '连战', '李安', '梁冰', '欧阳杰', '区阳洁', '区安']
  const sorted = names.toSorted((a, b) => (spellPerson(a).spelling < spellPerson(b).spelling ? -1 : 1))
  expect(sorted).toEqual(['李安', '李莲', '连战', '梁冰', '区安', '区阳洁', '欧阳杰'])
})

test('the parts of a name are kept as they are typed', () => {
  expect(spellPerson('单雨桐')).toEqual({
    pinyin: 'shanyutong',
    initials: 'syt',
    spelling: 'shan yu tong',
    readings: ['shanyt', 'shan', 'danyutong', 'dyt', 'danyt', 'dan', '~yutong', '~tong', '~yt'],
  })
  expect(spellPerson('阿依古丽·买买提').readings).toEqual(
    expect.arrayContaining(['买买提', 'maimaiti', '~gulimaimaiti']),
  )
})

test('a school is spelled as it is written', () => {
  expect(spell('青石县第12小学')).toEqual({ pinyin: 'qingshixiandi12xiaoxue', initials: 'qsxd1xx' })
})
