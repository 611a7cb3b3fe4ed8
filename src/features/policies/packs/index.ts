import { countyCredits } from './county-credits.ts'
import { guangdong, guangdong72 } from './guangdong.ts'
import { hunan } from './hunan.ts'
import { jianan } from './jianan.ts'
import { jiangsu } from './jiangsu.ts'
import { kindergarten } from './kindergarten.ts'
import { mulan } from './mulan.ts'
import { municipal36 } from './municipal.ts'
import { nanbu } from './nanbu.ts'
import { national } from './national.ts'
import type { Pack } from './pack.ts'
import { professional } from './professional.ts'
import { shandong, shandongCity } from './shandong.ts'
import { shanghai } from './shanghai.ts'
import { zhejiang, zhejiang2010, zhejiangTogether } from './zhejiang.ts'

/** Every policy that is shipped, the country first and then from the province to the kindergarten. */
export const packs: readonly Pack[] = [
  national,
  shandong,
  shandongCity,
  jiangsu,
  zhejiang,
  zhejiang2010,
  zhejiangTogether,
  shanghai,
  hunan,
  guangdong,
  guangdong72,
  municipal36,
  professional,
  jianan,
  mulan,
  nanbu,
  countyCredits,
  kindergarten,
]
