import { useRef } from 'react';

export interface BatchFileInputProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onFile: (file: File) => Promise<void>;
}

/** Opens a batch that was saved. */
export function BatchFileInput({ label, disabled = false, onFile }: BatchFileInputProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="button"
        aria-disabled={disabled}
        onClick={() => {
          if (!disabled) input.current?.click();
        }}
      >
        {label}
      </button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={label}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined) void onFile(file);
        }}
      />
    </>
  );
}
