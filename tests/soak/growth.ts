/** Whether something grows for as long as it runs: not what fills up in the beginning, as what V8 learns of the code, and not what comes and goes. */

/** How much of the differences between samples a straight line explains. */
const leastFit = 0.85

export type Growth = { readonly perSample: number; readonly isSteady: boolean }

/** By the straight line through the second half of `samples`, which are taken at even intervals. */
export function growthOf(samples: readonly number[]): Growth {
  const late = samples.slice(Math.floor(samples.length / 2))
  const [middle, mean] = [(late.length - 1) / 2, late.reduce((sum, value) => sum + value, 0) / late.length]
  let [covariance, ofTime, ofValue] = [0, 0, 0]
  for (const [at, value] of late.entries()) {
    covariance += (at - middle) * (value - mean)
    ofTime += (at - middle) ** 2
    ofValue += (value - mean) ** 2
  }
  if (ofTime * ofValue === 0) return { perSample: 0, isSteady: false }
  return { perSample: covariance / ofTime, isSteady: covariance ** 2 / (ofTime * ofValue) >= leastFit }
}
