"""The judge of signed files, by pyHanko. Every signature in a file has to be good.

What pyHanko does not ask is asked here: that the gap in the signed bytes holds this signature and
nothing else, that the revision which brought the signature brought nothing more (a signed file may
begin with the naskah and still show another page), and where the signature shows itself.
"""

import asyncio
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from shared.tandatangan import sertifikat, temuan_pades
from shared.tandatangan.bentuk import Kotak
from shared.tandatangan.hasil import KodePeriksa, Penanda, Temuan
from shared.tandatangan.perubahan import hanya_tanda_tangan

if TYPE_CHECKING:
    from shared.tandatangan.periksa import Kepercayaan

_K = KodePeriksa

_TANPA_PENCABUTAN = RevocationCheckingPolicy(
    RevocationCheckingRule.NO_CHECK, RevocationCheckingRule.NO_CHECK
)
_PEJABAT = RevocationCheckingPolicy(
    RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, RevocationCheckingRule.NO_CHECK
)
_SEMUA = RevocationCheckingPolicy(
    RevocationCheckingRule.CRL_OR_OCSP_REQUIRED, RevocationCheckingRule.CRL_OR_OCSP_REQUIRED
)

MUNDUR_WAJAR = timedelta(minutes=10)
"""By how much the clock of whoever signs may be ahead of the office's."""

Nilai = tuple[list[Temuan], tuple[Penanda, ...], int]


def nilai(pdf: bytes, kepercayaan: "Kepercayaan", pada: datetime, kotak: Kotak | None) -> Nilai:
    """Findings, signatories, number of revisions. May raise anything, which is a finding too."""
    try:
        pembaca = PdfFileReader(io.BytesIO(pdf), strict=True)
        semua = list(pembaca.embedded_signatures)
    except (PdfError, ValueError, RecursionError) as galat:
        return [Temuan(_K.TIDAK_TERBACA, type(galat).__name__)], (), 0
    if pembaca.encrypted:
        return [Temuan(_K.TIDAK_TERBACA, "berkas terkunci")], (), 0
    revisi = pembaca.total_revisions
    if not any(satu.sig_object_type == "/Sig" for satu in semua):
        return [Temuan(_K.TANPA_TANDA_TANGAN)], (), revisi
    pemeriksaan = _Pemeriksaan(pdf, pembaca, semua, kepercayaan, pada)
    hasil = asyncio.run(pemeriksaan.tiap_tanda_tangan())
    hasil += pemeriksaan.susunan(kotak)
    return list(dict.fromkeys(hasil)), tuple(pemeriksaan.penanda), revisi


class _Pemeriksaan:
    """One file on the table."""

    def __init__(
        self,
        pdf: bytes,
        pembaca: PdfFileReader,
        semua: list[EmbeddedPdfSignature],
        kepercayaan: "Kepercayaan",
        pada: datetime,
    ) -> None:
        self.pdf = pdf
        self.pembaca = pembaca
        self.semua = semua
        self.kepercayaan = kepercayaan
        self.pada = pada
        self.penanda: list[Penanda] = []
        self._crl, self._ocsp = self._bukti()

    async def tiap_tanda_tangan(self) -> list[Temuan]:
        temuan: list[Temuan] = []
        for satu in self.semua:
            if satu.sig_object_type == "/Sig":
                temuan += await self._tanda_tangan(satu)
            else:
                temuan += await self._stempel(satu)
        return temuan

    def susunan(self, kotak: Kotak | None) -> list[Temuan]:
        """What concerns the file as a whole."""
        return [*self._tambahan(), *self._perubahan(), *self._tampilan(kotak)]

    async def _tanda_tangan(self, satu: EmbeddedPdfSignature) -> list[Temuan]:
        orang = sertifikat.penanda(satu.signer_cert.dump())
        status = await async_validate_pdf_signature(
            satu,
            self._konteks(_TANPA_PENCABUTAN),
            self._konteks(_TANPA_PENCABUTAN),
            key_usage_settings=sertifikat.KEGUNAAN,
        )
        klaim = status.signer_reported_dt
        stempel = status.timestamp_validity
        self.penanda.append(
            orang.bertanda(
                klaim.astimezone(UTC) if klaim else None,
                stempel.timestamp if stempel and stempel.trusted else None,
            )
        )
        return [
            *temuan_pades.celah(self.pdf, satu),
            *temuan_pades.keutuhan(status),
            *temuan_pades.kepercayaan(status, orang, self.pada),
            *self._waktu(klaim, status),
            *(await self._pencabutan(satu) if status.trusted else ()),
        ]

    async def _pencabutan(self, satu: EmbeddedPdfSignature) -> list[Temuan]:
        """Asked apart from the chain: of the signatory alone first, for a missing word about an
        authority must not hide a word about them."""
        if not (self._crl or self._ocsp or self.kepercayaan.wajib_pencabutan):
            return []
        status = None
        for aturan in (_PEJABAT, _SEMUA):
            status = await async_validate_pdf_signature(
                satu,
                self._konteks(aturan),
                self._konteks(_TANPA_PENCABUTAN),
                key_usage_settings=sertifikat.KEGUNAAN,
                skip_diff=True,
            )
            if status.revoked:
                return [Temuan(_K.SERTIFIKAT_DICABUT)]
        if self.kepercayaan.wajib_pencabutan and not (status and status.trusted):
            return [Temuan(_K.PENCABUTAN_TIDAK_DIKETAHUI)]
        return []

    async def _stempel(self, satu: EmbeddedPdfSignature) -> list[Temuan]:
        status = await async_validate_pdf_timestamp(satu, self._konteks(_TANPA_PENCABUTAN))
        baik = status.intact and status.valid and status.trusted
        temuan = list(temuan_pades.celah(self.pdf, satu))
        return temuan if baik else [*temuan, Temuan(_K.STEMPEL_WAKTU_TIDAK_SAH)]

    def _waktu(self, klaim: datetime | None, status: PdfSignatureStatus) -> Iterator[Temuan]:
        if klaim is not None and klaim > self.pada + MUNDUR_WAJAR:
            yield Temuan(_K.WAKTU_TIDAK_WAJAR)
        for stempel in (status.timestamp_validity, status.content_timestamp_validity):
            if stempel is not None and not (stempel.intact and stempel.valid and stempel.trusted):
                yield Temuan(_K.STEMPEL_WAKTU_TIDAK_SAH)

    def _tambahan(self) -> Iterator[Temuan]:
        """Behind the last signature there may be whole revisions with proofs for later (DSS,
        timestamps), and nothing else."""
        terakhir = [satu for satu in self.semua if satu.sig_object_type == "/Sig"][-1]
        if terakhir.coverage == SignatureCoverageLevel.ENTIRE_FILE:
            return
        beda = terakhir.diff_result
        boleh = (
            isinstance(beda, DiffResult)
            and beda.modification_level <= ModificationLevel.LTA_UPDATES
            and self.pembaca.total_revisions > terakhir.signed_revision + 1
            and self.pdf.rstrip(b"\r\n").endswith(b"%%EOF")
        )
        if not boleh:
            yield Temuan(_K.ADA_TAMBAHAN)

    def _perubahan(self) -> Iterator[Temuan]:
        """Up to the first signature; what came later pyHanko compares with what was signed."""
        pertama = self.semua[0].signed_revision
        if pertama > 0 and not hanya_tanda_tangan(self.pembaca, pertama):
            yield Temuan(_K.NASKAH_DIUBAH)

    def _tampilan(self, kotak: Kotak | None) -> Iterator[Temuan]:
        for satu in self.semua:
            if temuan_pades.tampak_di_luar(self.pembaca, satu, kotak):
                yield Temuan(_K.TAMPILAN_TAK_TERDUGA)

    def _konteks(self, aturan: RevocationCheckingPolicy) -> ValidationContext:
        """One for each question: a context remembers what it has learnt. What a CRL says of later
        counts for earlier, by the instants that it names."""
        return ValidationContext(
            trust_roots=sertifikat.baca_akar(self.kepercayaan.akar),
            moment=self.pada,
            allow_fetching=False,
            crls=self._crl,
            ocsps=self._ocsp,
            revinfo_policy=CertRevTrustPolicy(aturan, retroactive_revinfo=True),
        )

    def _bukti(self) -> tuple[list[bytes], list[bytes]]:
        """Of the caller, or else inside the file: an old CRL in it must not hide a new one."""
        crl, ocsp = list(self.kepercayaan.crl), list(self.kepercayaan.ocsp)
        if crl or ocsp:
            return [sertifikat.crl_der(satu) for satu in crl], ocsp
        try:
            simpanan = DocumentSecurityStore.read_dss(self.pembaca)
        except NoDSSFoundError:
            return [], []
        return (
            [satu.get_object().data for satu in simpanan.crls],
            [satu.get_object().data for satu in simpanan.ocsps],
        )
