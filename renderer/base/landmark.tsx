/** Regions of the window that F6 and Shift+F6 move between, and that assistive technology lists. */
import { useRef, type ReactNode } from 'react'
import { useLandmark } from 'react-aria/useLandmark'

export type LandmarkProps = {
  readonly role: 'main' | 'navigation' | 'complementary' | 'search' | 'region' | 'banner' | 'contentinfo'
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}

/** A region with a name. F6 puts the focus into the next one, on what was focused there last. */
export function Landmark({ role, label, className, children }: LandmarkProps): ReactNode {
  const ref = useRef<HTMLDivElement>(null)
  const { landmarkProps } = useLandmark({ role, 'aria-label': label }, ref)
  return (
    <div {...landmarkProps} ref={ref} className={className}>
      {children}
    </div>
  )
}
