// Reads a zip archive.

import { promisify } from "node:util";
import { buffer } from "node:stream/consumers";
import yauzl from "yauzl";

// Each entry of the archive in its order: name, time, and what is in it. Names that would leave a folder are not refused
// here, since they are to be shown.
export async function readArchive(file) {
  const archive = await promisify(yauzl.open)(file, { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: true });
  const open = promisify(archive.openReadStream.bind(archive));
  try {
    const entries = await new Promise((done, failed) => {
      const found = [];
      archive.on("entry", (entry) => {
        found.push(entry);
        archive.readEntry();
      });
      archive.on("end", () => done(found)).on("error", failed);
      archive.readEntry();
    });
    const read = [];
    for (const entry of entries) {
      const name = entry.fileName.toString("utf8");
      const isFolder = name.endsWith("/");
      read.push({
        name,
        isFolder,
        // The time as it stands in the archive; a field beside it would bring another one.
        time: `${entry.lastModFileDate}/${entry.lastModFileTime}`,
        // Of the fields beside it, those that hold times or owners: Unix, NTFS, Info-ZIP.
        extra: entry.extraFields.filter(({ id }) => [0x5455, 0x000a, 0x5855, 0x7855, 0x7875].includes(id)).length > 0,
        made: `${entry.versionMadeBy}/${entry.externalFileAttributes}`,
        bytes: isFolder ? Buffer.alloc(0) : await buffer(await open(entry)),
      });
    }
    return read;
  } finally {
    archive.close();
  }
}
