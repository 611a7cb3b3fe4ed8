const browsers = [
  ['wechat', /MicroMessenger/],
  ['DingTalk', /DingTalk/],
  ['Edge', /Edg(?:e|A|iOS)?\//],
  ['Firefox', /Firefox|FxiOS/],
  ['Opera', /OPR\//],
  ['Chrome', /Chrome|CriOS/],
  ['Safari', /Safari/],
] as const

const systems = [
  ['HarmonyOS', /HarmonyOS|OpenHarmony/],
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
] as const

/** What a browser says of itself, as a person would call it; undefined where it says nothing that is known. */
export function deviceOf(userAgent: string): { readonly browser?: string; readonly system?: string } {
  const browser = browsers.find(([, sign]) => sign.test(userAgent))?.[0]
  const system = systems.find(([, sign]) => sign.test(userAgent))?.[0]
  return { ...(browser ? { browser } : {}), ...(system ? { system } : {}) }
}
