import { hash, verify } from '@node-rs/argon2'

// OWASP's first choice for argon2id: 19 MiB, 2 passes, 1 lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashes a password with argon2id, salt included. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost)
}

let decoy: Promise<string> | undefined

/** Whether a password is the one that was hashed. Without a hash it takes as long, and is wrong. */
export async function isPassword(password: string, hashed: string | undefined): Promise<boolean> {
  decoy ??= hashPassword('an account that does not exist')
  const right = await verify(hashed ?? (await decoy), password.normalize('NFKC'))
  return right && hashed !== undefined
}
