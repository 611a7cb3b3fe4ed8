/** GB/T 9704 names fonts that not every machine has; Word takes the first of the alternatives that it finds. */
export const faces = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  heading: '黑体',
  subheading: '楷体_GB2312',
  pageNumber: '宋体',
  latin: 'Times New Roman',
} as const

const alternatives = [
  { name: faces.title, others: '方正小标宋_GBK;FZXiaoBiaoSong-B05S;华文中宋;STZhongsong;宋体', family: 'roman' },
  { name: faces.body, others: '仿宋;FangSong;华文仿宋;STFangsong;方正仿宋_GBK', family: 'modern' },
  { name: faces.heading, others: 'SimHei;思源黑体;Noto Sans CJK SC;Microsoft YaHei', family: 'swiss' },
  { name: faces.subheading, others: '楷体;KaiTi;华文楷体;STKaiti;方正楷体_GBK', family: 'modern' },
  { name: faces.pageNumber, others: 'SimSun;思源宋体;Noto Serif CJK SC', family: 'roman' },
] as const

/** The font table part of a Word file, with alternatives for each font. */
export function fontTable(): string {
  const fonts = alternatives.map(
    ({ name, others, family }) =>
      `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  )
  const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="${namespace}">${fonts.join('')}</w:fonts>`
}

/** Sizes in half points, as Word counts: 二号, 三号, 四号, 五号. */
export const sizes = { title: 44, listTitle: 36, body: 32, pageNumber: 28, table: 21 } as const

const twipsPerPoint = 20

/** Lengths in twips: the fixed line of 28 points, and A4 with the margins that leave 156 by 225 millimetres. */
const listMargin = {
  top: millimetres(22),
  bottom: millimetres(22),
  left: millimetres(20),
  right: millimetres(20),
  header: millimetres(12),
  footer: millimetres(12),
} as const

export const lengths = {
  listMargin,
  line: 28 * twipsPerPoint,
  character: 16 * twipsPerPoint,
  page: { width: millimetres(210), height: millimetres(297) },
  margin: {
    top: millimetres(37),
    bottom: millimetres(35),
    left: millimetres(28),
    right: millimetres(26),
    header: millimetres(15),
    footer: millimetres(28),
  },
} as const

export function millimetres(length: number): number {
  return Math.round((length * 1440) / 25.4)
}
