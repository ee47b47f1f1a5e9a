"""Files attached to a work: kept, read with the version that holds them, bounded."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from parcours.travaux.actions import pieces_jointes
from parcours.travaux.actions.pieces_jointes import joindre_piece, retirer_piece
from parcours.travaux.actions.versions import elargir_partage
from parcours.travaux.lectures.contenus import contenu_pour
from parcours.travaux.models import PieceJointe
from parcours.travaux.models.chaine import Partage
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.fichiers import FichierExamine
from rameau.commun.models import Fichier
from rameau.commun.models.fichiers import Genre
from tests import scenes

PDF = b"%PDF-1.4 une convention"


def joindre(monde, section="", par=None, nom="Convention.pdf", octets=PDF):
    return joindre_piece(
        par=par or monde.catalyseur,
        livrable=monde.livrable(),
        examine=FichierExamine(nom=nom, genre=Genre.PDF, octets=octets),
        section=section,
        instant=timezone.now(),
    )


def retirer(monde, piece):
    retirer_piece(par=monde.catalyseur2, piece=piece, instant=timezone.now())


class TestGarde:
    def test_a_version_holds_the_ids_of_its_files_and_gives_them_to_its_readers(
        self, monde, client_de
    ):
        piece = joindre(monde, "freins")
        version = scenes.partager(monde)
        version.refresh_from_db()
        assert version.contenu["pieces"] == [{"id": piece.pk, "section": "freins"}]
        url = reverse(
            "parcours:piece_de_version",
            args=[monde.promotion.code, version.livrable_id, version.numero, piece.pk],
        )
        assert client_de(monde.autre).get(url).status_code == 404
        elargir_partage(
            par=monde.catalyseur,
            version=version,
            partage=Partage.PROMOTION,
            retenues={"freins": Partage.COACH},
        )
        assert client_de(monde.autre).get(url).status_code == 404
        version.refresh_from_db()
        assert contenu_pour(version, monde.autre).pieces == ()
        elargir_partage(par=monde.catalyseur, version=version, partage=Partage.COMITE, retenues={})
        reponse = client_de(monde.autre).get(url)
        assert reponse.getvalue() == PDF
        assert "attachment" in reponse["Content-Disposition"]

    def test_one_that_a_version_holds_leaves_the_work_and_stays_in_the_version(self, monde):
        piece = joindre(monde)
        version = scenes.partager(monde)
        retirer(monde, piece)
        piece.refresh_from_db()
        assert piece.retiree_le
        assert contenu_pour(version, monde.coach).pieces[0].id == piece.pk
        refus = scenes.refus_de_la_base(PieceJointe.objects.filter(pk=piece.pk).delete)
        assert refus.constraint == "regle_piece_gardee"

    def test_one_that_no_version_holds_is_gone(self, monde):
        retirer(monde, joindre(monde))
        assert not PieceJointe.objects.exists()
        assert not Fichier.objects.exists()


class TestRefus:
    def test_only_the_binome_attaches(self, monde):
        for nom in ("autre", "coach", "equipe"):
            with pytest.raises(AccesRefuse):
                joindre(monde, par=getattr(monde, nom))
        with pytest.raises(RegleViolee, match="cette section"):
            joindre(monde, "inconnue")
        assert not Fichier.objects.exists()

    def test_a_binome_keeps_so_many_and_so_much(self, monde, monkeypatch):
        joindre(monde)
        monkeypatch.setattr(pieces_jointes, "PIECES_MAX", 1)
        with pytest.raises(RegleViolee, match="1 pièces jointes au plus"):
            joindre(monde)
        monkeypatch.setattr(pieces_jointes, "PIECES_MAX", 20)
        monkeypatch.setattr(pieces_jointes, "QUOTA", len(PDF) + 1)
        with pytest.raises(RegleViolee, match="en tout"):
            joindre(monde)

    def test_an_image_of_sixty_megapixels_is_refused_with_its_words(self, monde, client_de):
        image = io.BytesIO()
        Image.new("1", (10_000, 6_000)).save(image, "PNG")
        url = reverse("parcours:pieces", args=[monde.promotion.code, monde.livrable().pk])
        fichier = SimpleUploadedFile("plan.png", image.getvalue())
        reponse = client_de(monde.catalyseur).post(url, {"fichier": fichier, "section": ""})
        assert reponse.status_code == 422
        assert "60 millions de points" in reponse.content.decode()
        assert not Fichier.objects.exists()


def test_the_page_attaches_lists_gives_and_takes_out(monde, client_de):
    url = reverse("parcours:pieces", args=[monde.promotion.code, monde.livrable().pk])
    client = client_de(monde.catalyseur)
    assert "Aucune pièce jointe" in client.get(url).content.decode()
    with Path(__file__).open("rb") as faux:
        refuse = client.post(url, {"fichier": faux, "section": ""})
    assert refuse.status_code == 422
    piece = joindre(monde, "freins")
    page = client.get(url).content.decode()
    assert "Convention.pdf" in page
    assert "avec « Freins rencontrés »" in page.replace("\u00a0", " ")
    une = reverse("parcours:piece", args=[monde.promotion.code, monde.livrable().pk, piece.pk])
    assert client.get(une).getvalue() == PDF
    assert client_de(monde.autre).post(une).status_code == 404
    assert client.post(une).url == url
    assert not PieceJointe.objects.exists()
