const PATHS = {
  play: 'M5 3.2v9.6a.6.6 0 0 0 .92.5l7.2-4.8a.6.6 0 0 0 0-1L5.92 2.7a.6.6 0 0 0-.92.5Z',
  pause: 'M4.5 3h2.25v10H4.5zM9.25 3h2.25v10H9.25z',
  step: 'M3.5 3.4v9.2a.5.5 0 0 0 .78.42l6.72-4.6V13h1.75V3H11v4.58L4.28 2.98a.5.5 0 0 0-.78.42Z',
  restart: 'M8 2.75a5.25 5.25 0 1 1-5.1 4h1.56A3.75 3.75 0 1 0 8 4.25V6.5L4.25 3.5 8 .5v2.25Z',
  check: 'M6.4 12.3 2.6 8.5l1.1-1.1 2.7 2.7 5.9-5.9 1.1 1.1z',
  cross:
    'm4.3 3.2 3.7 3.7 3.7-3.7 1.1 1.1L9.1 8l3.7 3.7-1.1 1.1L8 9.1l-3.7 3.7-1.1-1.1L6.9 8 3.2 4.3z',
  settings:
    'M2 4.25h6.1a2 2 0 0 1 3.8 0H14v1.5h-2.1a2 2 0 0 1-3.8 0H2zm0 6h2.1a2 2 0 0 1 3.8 0H14v1.5H7.9a2 2 0 0 1-3.8 0H2z',
  list: 'M2 3.25h12v1.5H2zm0 4h12v1.5H2zm0 4h12v1.5H2z',
  plus: 'M7.25 2.5h1.5v4.75h4.75v1.5H8.75v4.75h-1.5V8.75H2.5v-1.5h4.75z',
  keyboard:
    'M2.5 3.5h11A1.5 1.5 0 0 1 15 5v6a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 1 11V5a1.5 1.5 0 0 1 1.5-1.5Zm0 1.5v6h11V5zM4 6h1.5v1.5H4zm3 0h1.5v1.5H7zm3 0h1.5v1.5H10zM5 8.75h6v1.5H5z',
  share:
    'M11.5 1.5a2.5 2.5 0 1 1-1.9 4.12L6.36 7.3a2.5 2.5 0 0 1 0 1.4l3.24 1.68a2.5 2.5 0 1 1-.6 1.36L5.6 9.97a2.5 2.5 0 1 1 0-3.94L9 4.26a2.5 2.5 0 0 1 2.5-2.76Z',
  tour: 'M2.5 2.5h1.5v11H2.5zM5 3h8.5l-2.25 3L13.5 9H5z',
  theme: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 13V3a5 5 0 0 1 0 10Z',
  dice: 'M3.5 2h9A1.5 1.5 0 0 1 14 3.5v9a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 2 12.5v-9A1.5 1.5 0 0 1 3.5 2Zm0 1.5v9h9v-9zM5.5 4.5a1 1 0 1 1 0 2 1 1 0 0 1 0-2Zm5 0a1 1 0 1 1 0 2 1 1 0 0 1 0-2ZM8 7a1 1 0 1 1 0 2 1 1 0 0 1 0-2ZM5.5 9.5a1 1 0 1 1 0 2 1 1 0 0 1 0-2Zm5 0a1 1 0 1 1 0 2 1 1 0 0 1 0-2Z',
} as const;

/** A 16 × 16 icon in the current colour. It says nothing alone: its button has a name. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      fill="currentColor"
      fillRule="evenodd"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
