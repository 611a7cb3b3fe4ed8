/**
 * Surnames that are read otherwise than the character usually is. The first reading is the one a list is sorted by; whoever
 * types one of the others finds the person as well, because both are heard. Surnames of two characters are spelled in two.
 */
export const surnameReadings: Readonly<Record<string, readonly string[]>> = {
  单: ['shan', 'dan'],
  解: ['xie', 'jie'],
  仇: ['qiu', 'chou'],
  曾: ['zeng', 'ceng'],
  查: ['zha', 'cha'],
  朴: ['piao', 'pu'],
  区: ['ou', 'qu'],
  任: ['ren'],
  华: ['hua'],
  盖: ['ge', 'gai'],
  乐: ['yue', 'le'],
  缪: ['miao', 'mou', 'miu'],
  覃: ['qin', 'tan'],
  翟: ['zhai', 'di'],
  种: ['chong', 'zhong'],
  折: ['she', 'zhe'],
  召: ['shao', 'zhao'],
  员: ['yun', 'yuan'],
  黑: ['he', 'hei'],
  秘: ['bi', 'mi'],
  繁: ['po', 'fan'],
  洗: ['xian', 'xi'],
  宓: ['mi', 'fu'],
  牟: ['mou', 'mu'],
  隗: ['wei', 'kui'],
  郇: ['xun', 'huan'],
  柏: ['bai', 'bo'],
  祭: ['zhai', 'ji'],
  谌: ['chen', 'shen'],
  能: ['nai', 'neng'],
  句: ['gou', 'ju'],
  薄: ['bo', 'bao'],
  俞: ['yu', 'shu'],
  郗: ['xi', 'chi'],
  尹: ['yin'],
  冼: ['xian'],
  佴: ['nai', 'er'],
  阚: ['kan'],
  晟: ['cheng', 'sheng'],
  炅: ['gui', 'jiong'],
  谷: ['gu', 'yu'],
  费: ['fei', 'bi'],
  贲: ['ben', 'bi'],
  强: ['qiang', 'jiang'],
  相: ['xiang'],
  重: ['chong', 'zhong'],
  褚: ['chu', 'zhu'],
  藏: ['zang', 'cang'],
  曲: ['qu'],
  车: ['che'],
  长: ['chang', 'zhang'],
  呙: ['guo', 'wo'],
  行: ['xing', 'hang'],
  粘: ['nian', 'zhan'],
  尉: ['wei', 'yu'],
  尉迟: ['yu chi', 'wei chi'],
  万俟: ['mo qi', 'wan si'],
  长孙: ['zhang sun', 'chang sun'],
  澹台: ['tan tai', 'dan tai'],
  令狐: ['ling hu'],
  单于: ['chan yu', 'shan yu'],
  夹谷: ['jia gu'],
  乐正: ['yue zheng', 'le zheng'],
  宰父: ['zai fu'],
  亓官: ['qi guan'],
}

const ofTwo = new Set(
  `欧阳 司马 上官 诸葛 尉迟 万俟 长孙 令狐 夏侯 皇甫 慕容 司徒 东方 公孙 轩辕 宇文 端木 独孤 南宫 澹台 淳于 太史 申屠 单于
  鲜于 闾丘 百里 呼延 东郭 西门 第五 赫连 拓跋 钟离 濮阳 宗政 公冶 公羊 梁丘 左丘 亓官 司空 司寇 仲孙 子车 颛孙 巫马 公西
  漆雕 乐正 壤驷 公良 夹谷 宰父 谷梁 段干 东门 南门 羊舌 微生 纳兰 完颜 叶赫 耶律 哥舒 贺兰 尔朱`.split(/\s+/),
)

const hanOnly = /^\p{Script=Han}+$/u

/**
 * A name of two to five Chinese characters as surname and given name; anything else has no surname that a list could be
 * sorted by, and is given name throughout.
 */
export function splitName(name: string): { readonly surname: string; readonly given: string } {
  const characters = [...name]
  if (!hanOnly.test(name) || characters.length < 2 || characters.length > 5) return { surname: '', given: name }
  const long = characters.length > 2 && ofTwo.has(characters.slice(0, 2).join('')) ? 2 : 1
  return { surname: characters.slice(0, long).join(''), given: characters.slice(long).join('') }
}
