"""Makes the pictures of this folder, with Pillow. Each holds words with SECRET wherever cameras and programs put words, a
position, and a colour profile; each lies on its side, as a telephone that is held upright writes it, where its format can say so."""

import io
import pathlib

from PIL import Image, ImageCms, PngImagePlugin

HERE = pathlib.Path(__file__).parent
XMP = b"<x:xmpmeta><exif:GPSLatitude>52,31.2N SECRET-XMP</exif:GPSLatitude></x:xmpmeta>"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

picture = Image.new("RGB", (48, 32))
picture.putdata([(x * 5, y * 7, (x * y) % 256) for y in range(32) for x in range(48)])


def exif():
    tags = Image.Exif()
    tags[0x010F] = "SECRET-MAKE"
    tags[0x0112] = 6
    tags[0x013B] = "SECRET-ARTIST"
    tags.get_ifd(0x8769)[0xA431] = "SECRET-SERIAL"
    tags.get_ifd(0x8769)[0x9003] = "2026:01:02 03:04:05"
    tags.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    return tags.tobytes()


def segment(marker, payload):
    return bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2, "big") + payload


out = io.BytesIO()
picture.save(out, "JPEG", exif=exif(), icc_profile=PROFILE, xmp=XMP, comment=b"SECRET-COMMENT", progressive=True,
             restart_marker_blocks=1)
jpeg = out.getvalue()
private = segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0bSECRET-IPTC\x00") + segment(0xE2, b"MPF\0SECRET-MPF")
# A film behind the end of the picture, as telephones write it.
(HERE / "knee.jpg").write_bytes(jpeg[:2] + private + jpeg[2:] + b"ftypmp42 SECRET-FILM")

texts = PngImagePlugin.PngInfo()
texts.add_text("Author", "SECRET-AUTHOR")
texts.add_text("Comment", "SECRET-COMMENT", zip=True)
texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
texts.add(b"tIME", bytes([7, 234, 1, 2, 3, 4, 5]))
texts.add(b"prVt", b"SECRET-PRIVATE", after_idat=True)
out = io.BytesIO()
picture.save(out, "PNG", exif=exif(), icc_profile=PROFILE, pnginfo=texts)
(HERE / "knee.png").write_bytes(out.getvalue() + b"SECRET-BEHIND")

picture.save(HERE / "knee.webp", exif=exif(), icc_profile=PROFILE, xmp=XMP, lossless=True)

frames = [picture.quantize(16), picture.transpose(Image.Transpose.ROTATE_180).quantize(16)]
out = io.BytesIO()
frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], loop=0, duration=200, comment=b"SECRET-COMMENT")
# XMP in a GIF is no row of blocks, so it ends with bytes that lead any reader to its end.
trailer = b"\x01" + bytes(range(255, -1, -1)) + b"\x00"
(HERE / "knee.gif").write_bytes(out.getvalue()[:-1] + b"\x21\xff\x0bXMP DataXMP" + XMP + trailer + b"\x3b")
