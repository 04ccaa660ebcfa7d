"""A PAdES signature appended to a PDF. The naskah stays in front of it, byte for byte.

pyHanko's own `sign_pdf` reads the clock and rewrites the document's metadata. A letter says its
time by what the office decided, and nothing in it may differ from what was approved: so the steps
of `sign_pdf` are gone through here, with that time and without that rewriting.
"""

import asyncio
import hashlib
import io
from datetime import UTC, datetime
from typing import NamedTuple

from cryptography import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, Signer
from pyhanko.sign.signers.pdf_signer import (
    DSSContentSettings,
    PdfSignatureMetadata,
    PdfSigner,
    SigDSSPlacementPreference,
)
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp.static import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError

from shared.tandatangan.bentuk import JangkaPanjang, Kotak
from shared.tandatangan.errors import (
    KunciTidakTerbuka,
    NaskahTidakDapatDitandatangani,
    SertifikatTidakBerlaku,
    StempelWaktuGagal,
    TandaTanganError,
)
from shared.tandatangan.kunci import Pena
from shared.tandatangan.sertifikat import baca_akar, crl_der
from shared.tandatangan.stempel import STEMPEL_ASING, PemintaStempel, sebab_stempel

NAMA_BIDANG = "TandaTangan"
SEBUTAN_BIDANG = "Tanda tangan elektronik"
_KEGUNAAN = {"non_repudiation"}
_TANPA_GAMBAR = StaticStampStyle(border_width=0)


class Permintaan(NamedTuple):
    """One signature to be made; empty texts are left out of it."""

    naskah: bytes
    pada: datetime
    kotak: Kotak | None
    alasan: str
    tempat: str


class _Pelampir(IncrementalPdfFileWriter):
    """Appends to a document and leaves its title, dates and producer alone."""

    def _update_meta(self) -> None:
        pass


class _Pembubuh(PdfSigner):
    """Names PAdES as the extension in use. That for the curve would raise the version to PDF 2.0,
    and the letter would no longer be the PDF/A that it says it is."""

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        pdf_out.register_extension(ESIC_EXTENSION_1)


def bubuhkan(pena: Pena, permintaan: Permintaan, jangka: JangkaPanjang | None) -> bytes:
    """Raises `TandaTanganError`."""
    if permintaan.pada.tzinfo is None:
        raise ValueError("waktu tanda tangan harus berzona")
    pelampir = _baca(permintaan)
    with pena() as penanda:
        _pastikan_berlaku(penanda, permintaan.pada)
        try:
            hasil = asyncio.run(_tanda_tangani(penanda, pelampir, permintaan, jangka))
        except TimestampRequestError as galat:
            alamat = jangka.layanan_waktu if jangka else ""
            raise StempelWaktuGagal(sebab_stempel(alamat, galat)) from galat
        except (ValidationError, PathError) as galat:
            raise StempelWaktuGagal(STEMPEL_ASING) from galat
        except SigningError as galat:
            raise _tidak_menandatangani(galat) from galat
        except PdfError as galat:
            raise NaskahTidakDapatDitandatangani(f"naskah tidak terbaca: {galat}") from galat
    if not hasil.startswith(permintaan.naskah):
        raise TandaTanganError("hasil tanda tangan tidak diawali naskahnya")
    return hasil


def _tidak_menandatangani(galat: SigningError) -> TandaTanganError:
    sebab = galat.__cause__
    if isinstance(sebab, RevokedError):
        return SertifikatTidakBerlaku("sertifikat penanda tangan sudah dicabut")
    if isinstance(sebab, ValidationError | PathError):
        return SertifikatTidakBerlaku(
            "sertifikat penanda tangan tidak berasal dari penyelenggara yang dipercaya, atau tidak"
            " ada keterangan apakah sudah dicabut"
        )
    return KunciTidakTerbuka(f"kunci tidak menandatangani: {galat}")


def _baca(permintaan: Permintaan) -> _Pelampir:
    naskah = permintaan.naskah
    try:
        pelampir = _Pelampir(io.BytesIO(naskah))
        bertanda = any(True for _ in enumerate_sig_fields(pelampir.prev, filled_status=True))
    except (PdfError, ValueError, KeyError, TypeError, RecursionError) as galat:
        raise NaskahTidakDapatDitandatangani(
            f"naskah bukan PDF yang terbaca ({type(galat).__name__})"
        ) from galat
    if bertanda:
        raise NaskahTidakDapatDitandatangani("naskah sudah bertanda tangan")
    # The second half of the file's identifier, drawn at random otherwise.
    jejak = hashlib.sha256(naskah + permintaan.pada.astimezone(UTC).isoformat().encode()).digest()
    pelampir._document_id[1] = generic.ByteStringObject(jejak[:16])
    return pelampir


def _pastikan_berlaku(penanda: Signer, pada: datetime) -> None:
    if penanda.signing_cert is None:
        raise KunciTidakTerbuka("kunci tidak bersertifikat")
    sertifikat = x509.load_der_x509_certificate(penanda.signing_cert.dump())
    if pada > sertifikat.not_valid_after_utc:
        raise SertifikatTidakBerlaku(
            f"sertifikat penanda tangan berakhir {sertifikat.not_valid_after_utc:%Y-%m-%d}"
        )
    if pada < sertifikat.not_valid_before_utc:
        raise SertifikatTidakBerlaku(
            f"sertifikat penanda tangan baru berlaku {sertifikat.not_valid_before_utc:%Y-%m-%d}"
        )


async def _tanda_tangani(
    penanda: Signer, pelampir: _Pelampir, permintaan: Permintaan, jangka: JangkaPanjang | None
) -> bytes:
    """The steps of `PdfSigner.async_sign_pdf`, for an instant of our own."""
    sesi = _Pembubuh(
        _keterangan(permintaan, jangka),
        penanda,
        timestamper=_stempel(jangka),
        stamp_style=_TANPA_GAMBAR,
        new_field_spec=_bidang(permintaan.kotak),
    ).init_signing_session(pelampir)
    sesi.system_time = permintaan.pada.astimezone(UTC)
    pemeriksaan = await sesi.perform_presign_validation(pelampir)
    tempat_bytes = await sesi.estimate_signature_container_size(pemeriksaan)
    siap = sesi.prepare_tbs_document(pemeriksaan, tempat_bytes)
    keluaran = io.BytesIO()
    sidik, _ = siap.digest_tbs_document(output=keluaran)
    jadi = await siap.perform_signature(
        sidik.document_digest, PdfCMSSignedAttributes(signing_time=sesi.system_time)
    )
    await jadi.post_signature_processing(keluaran)
    return keluaran.getvalue()


def _keterangan(permintaan: Permintaan, jangka: JangkaPanjang | None) -> PdfSignatureMetadata:
    bukti = _bukti(permintaan.pada, jangka)
    return PdfSignatureMetadata(
        field_name=NAMA_BIDANG,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=permintaan.alasan or None,
        location=permintaan.tempat or None,
        signer_key_usage=_KEGUNAAN,
        validation_context=bukti,
        embed_validation_info=bukti is not None,
        # In the signature's own revision: it covers the whole file, for every reader.
        dss_settings=DSSContentSettings(
            include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
        ),
    )


def _bukti(pada: datetime, jangka: JangkaPanjang | None) -> ValidationContext | None:
    if jangka is None or not (jangka.crl or jangka.ocsp):
        return None
    return ValidationContext(
        trust_roots=baca_akar(jangka.akar),
        moment=pada,
        crls=[crl_der(satu) for satu in jangka.crl],
        ocsps=list(jangka.ocsp),
        allow_fetching=False,
        retroactive_revinfo=True,
    )


def _stempel(jangka: JangkaPanjang | None) -> TimeStamper | None:
    if jangka is None:
        return None
    return PemintaStempel(jangka.layanan_waktu, timeout=jangka.batas_detik)


def _bidang(kotak: Kotak | None) -> SigFieldSpec:
    if kotak is None:
        return SigFieldSpec(NAMA_BIDANG, readable_field_name=SEBUTAN_BIDANG)
    return SigFieldSpec(
        NAMA_BIDANG,
        on_page=kotak.halaman if kotak.halaman < 0 else kotak.halaman - 1,
        box=(round(kotak.kiri), round(kotak.bawah), round(kotak.kanan), round(kotak.atas)),
        readable_field_name=SEBUTAN_BIDANG,
    )
