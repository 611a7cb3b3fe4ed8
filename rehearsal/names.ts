import type { Random } from './random.ts'

// Surnames as often as they are met, in tenths of a percent; the rare ones at the end are those that programs read wrongly.
const surnames: readonly (readonly [string, number])[] = (
  '王72 李71 张68 刘54 陈45 杨31 赵23 黄22 周21 吴20 徐17 孙15 胡13 朱13 高12 林12 何12 郭11 马11 罗9 梁9 宋8 郑8 谢7 韩7 唐7 ' +
  '冯6 于6 董6 萧5 程5 曹5 袁5 邓5 许5 傅5 沈5 曾5 彭5 吕4 苏4 卢4 蒋4 蔡4 贾4 丁4 魏4 薛3 叶3 阎3 余3 潘3 杜3 戴3 夏3 钟3 汪3 田3 ' +
  '任3 姜3 范3 方3 石3 姚3 谭3 廖2 邹2 熊2 金2 陆2 郝2 孔2 白2 崔2 康2 毛2 邱2 秦2 江2 史2 顾2 侯2 邵2 孟2 龙2 万2 段2 雷2 钱2 ' +
  '汤1 尹1 黎1 易1 常1 武1 乔1 贺1 赖1 龚1 文1 单1 解1 仇1 欧阳1 区1 查1 盖1 任1 曲1 尉迟1 上官1 诸葛1 司马1 令狐1'
)
  .split(' ')
  .map((each) => [each.replace(/\d+$/, ''), Number(/\d+$/.exec(each)?.[0])])

type Gender = 'male' | 'female'

// What children were called, by the decade they were born in.
const given: Readonly<
  Record<Gender, readonly { readonly from: number; readonly single: string; readonly double: string }[]>
> = {
  male: [
    { from: 1950, single: '军勇伟刚强平辉斌涛明', double: '建国志强德明永福保全国庆卫东红军学文玉山金贵新民富民继昌' },
    { from: 1975, single: '伟勇磊鹏涛超杰峰斌波', double: '志远海涛晓东俊杰少华文斌建辉明亮立新宏伟永刚振宇国栋' },
    { from: 1988, single: '浩宇鑫凯博阳帅翔晨旭', double: '俊杰天宇家豪子豪思远文轩博文嘉诚一鸣泽宇晨阳志航明哲' },
    { from: 1998, single: '睿辰轩昊奕煜彬哲尧然', double: '子轩浩然宇航梓睿奕辰一诺景行知远沐阳承泽书言云帆修远' },
  ],
  female: [
    { from: 1950, single: '芳英霞敏丽红梅玲萍燕', double: '秀英桂兰玉梅淑珍春兰凤霞爱华红梅素琴月娥秋菊金凤翠萍' },
    { from: 1975, single: '静丽娟艳娜洁燕婷慧莉', double: '丽娟晓燕海燕雪梅春燕艳丽红霞文静小红冬梅丽华瑞芳玉洁' },
    { from: 1988, single: '婷雪倩颖悦琳欣萌瑶璐', double: '雅静思雨婷婷佳慧梦瑶欣怡雨晴晓雯诗涵美琪若曦静怡嘉敏' },
    { from: 1998, single: '萱涵诺妍希玥彤芮宁溪', double: '梓涵雨桐一诺可欣诗涵语嫣知夏若溪思彤沐晴书瑶念安清越' },
  ],
}

const manyPartNames = {
  male: ['买买提', '艾力', '阿卜杜拉', '吐尔逊', '玉素甫', '库尔班', '热合曼'],
  female: ['阿依古丽', '热娜', '古丽娜尔', '帕提古丽', '阿依努尔', '迪丽热巴汗'],
} as const

/** The longest name of every county: fifteen characters. */
export const longestName = '阿卜杜热依木江·买买提吐尔逊江'

function pairs(text: string): string[] {
  return Array.from({ length: text.length / 2 }, (_, index) => text.slice(index * 2, index * 2 + 2))
}

/** A plausible name for somebody of this gender, born in this year; it is composed, and belongs to nobody we know of. */
export function personName(random: Random, gender: Gender, bornIn: number): string {
  if (random.chance(0.004)) {
    const [first, ...rest] = manyPartNames[gender]
    return `${random.pick([first, ...rest])}·${random.pick(manyPartNames.male)}`
  }
  const surname = random.weighted(surnames)
  const generations = given[gender]
  const generation = generations.findLast(({ from }) => bornIn >= from) ?? generations[0]
  if (!generation) return surname
  const { single, double } = generation
  if (random.chance(bornIn < 1988 ? 0.3 : 0.16)) return surname + single.charAt(random.int(0, single.length - 1))
  const known = pairs(double)
  // Most names are known pairs; the others put two single characters of the generation together.
  if (random.chance(0.62)) return surname + (known[random.int(0, known.length - 1)] ?? '')
  const one = double.charAt(random.int(0, double.length - 1))
  const two = single.charAt(random.int(0, single.length - 1))
  return surname + one + (one === two ? '' : two)
}

// Places: the first character and the second are put together, so that a county of any size has names enough.
const placeFirst = '河柳石白云双青龙大高清沙南北东西金玉永新梅松竹枫黄红马杨桃杏'
const placeSecond = '林桥沟门滩岭坪湾店塘泉坡庙营集寨垭岗洼渡台堤关屯溪堰浦陂岫渚'

/** Names of places, none twice. */
export function placeNames(random: Random, size: number): string[] {
  const all = [...placeFirst].flatMap((first) => [...placeSecond].map((second) => first + second))
  return random.sample(all, size)
}

/** Counties of a city that does not exist. */
export const countyNames: readonly string[] =
  '东岫 西渚 南汀 北岚 云陂 松浯 竹岫 荷渚 梅汀 兰陂 桂岚 枫浯 榆渚 槐汀 桐岫 柏陂 杉岚 柳浯 杏渚 桃汀'.split(' ')
