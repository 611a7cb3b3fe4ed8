import { atLeast, atMost, quantile, type Figure } from './figure.ts'
import { expectOnly, load } from './load.ts'
import { openProduct } from './product.ts'
import { plantRegion } from './region.ts'

const connections = 32

/** Strangers look numbers up, each from an address of their own; then one address asks without end. */
export async function verify(): Promise<Figure[]> {
  const product = await openProduct()
  try {
    await plantRegion(product, 10)
    const asked = (no: number, address: string) => ({
      path: `/verify?number=4100012026K${String(no % 9_973).padStart(6, '0')}&code=ABCD2345`,
      headers: { 'x-forwarded-for': address },
    })
    const strangers = Array.from({ length: 40_000 }, (_, no) =>
      asked(no, `10.${no >> 16}.${(no >> 8) & 255}.${no & 255}`),
    )
    const outcome = await load(product.port, strangers, { connections, seconds: 8 })
    expectOnly(outcome, 200)
    const insistent = Array.from({ length: 200 }, (_, no) => asked(no, '192.0.2.1'))
    const { statuses } = await load(product.port, insistent, { connections: 4 })
    return [
      atLeast({ name: 'verify', value: outcome.latencies.length / outcome.seconds, unit: '/s', limit: 500 }),
      atMost({ name: 'verify p95', value: quantile(outcome.latencies, 0.95), unit: 'ms' }),
      atLeast({ name: 'verify, one address too often', value: statuses.get(429) ?? 0, unit: 'refused', limit: 100 }),
    ]
  } finally {
    await product.stop()
  }
}
