"""Invitations: who invites, what the mail holds, what the database holds, what each state says."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from rameau.commun import courriels
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import Courriel, EntreeJournal
from rameau.comptes.actions.invitations import (
    accepter_invitation_par_code,
    accepter_invitation_par_lien,
    inviter_personne,
    renvoyer_invitation,
    retirer_invitation,
)
from rameau.comptes.actions.personnes import desactiver_personne
from rameau.comptes.models import Invitation, Personne
from tests import scenes
from tests.comptes.conftest import lire_invitation


def etat(invitation: Invitation, *, dans: timedelta = timedelta()) -> str:
    instant = timezone.now() + dans
    return Invitation.objects.avec_etat(maintenant=instant).get(pk=invitation.pk).etat


def test_l_equipe_invite_et_personne_d_autre(equipe, amina):
    with pytest.raises(AccesRefuse):
        inviter_personne(par=amina, personne=amina, motif="Essai", instant=timezone.now())
    assert not Invitation.objects.exists()

    invitation = inviter_personne(par=equipe, personne=amina, motif="Essai", instant=timezone.now())
    assert etat(invitation) == "envoyee"
    row = EntreeJournal.objects.get(verbe="invitations.envoyer")
    assert (row.par, row.objet_id) == (equipe, invitation.pk)


def test_le_courriel_dit_qui_invite_et_offre_un_lien_et_un_code(inviter, amina):
    recue = inviter(amina)
    html = recue.courriel.alternatives[0][0]
    for texte in (recue.courriel.body, html):
        assert "Ophélie Essai" in texte
        assert "Vallée d’Exemple" in texte
        assert recue.jeton in texte
        assert recue.code in texte
    assert recue.courriel.to == ["amina@essai.test"]
    assert etat(recue.invitation) == "remise"


def test_aucun_secret_n_est_en_base(inviter, amina):
    recue = inviter(amina)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows = " ".join(row[0] or "" for row in cursor.fetchall())
            assert recue.jeton not in rows, table
            assert recue.code.replace(" ", "") not in rows, table


def test_une_seconde_invitation_attend_que_la_premiere_ait_expire(equipe, inviter, amina):
    premiere = inviter(amina).invitation
    with pytest.raises(RegleViolee, match="déjà une invitation en attente"):
        inviter_personne(par=equipe, personne=amina, motif="Essai", instant=timezone.now())

    plus_tard = timezone.now() + timedelta(days=15)
    inviter_personne(par=equipe, personne=amina, motif="Essai", instant=plus_tard)
    assert etat(premiere) == "retiree"


def test_renvoyer_tue_l_ancien_lien_et_repart_pour_quatorze_jours(equipe, inviter, amina):
    ancienne = inviter(amina)
    dans_dix_jours = timezone.now() + timedelta(days=10)
    renvoyer_invitation(par=equipe, invitation=ancienne.invitation, instant=dans_dix_jours)
    ancienne.invitation.refresh_from_db()
    assert ancienne.invitation.expire_le == dans_dix_jours + timedelta(days=14)
    with pytest.raises(RegleViolee, match="plus récente"):
        accepter_invitation_par_lien(
            par=amina,
            invitation=ancienne.invitation,
            jeton=ancienne.jeton,
            instant=timezone.now(),
        )
    assert not accepter_invitation_par_code(
        par=amina, invitation=ancienne.invitation, code=ancienne.code, instant=timezone.now()
    )

    row = Courriel.objects.filter(objet_id=ancienne.invitation.pk).first()
    assert row.prochain_essai == dans_dix_jours


def test_deux_envois_de_suite_ne_font_partir_que_le_second(equipe, amina):
    instant = timezone.now()
    invitation = inviter_personne(par=equipe, personne=amina, motif="Essai", instant=instant)
    renvoyer_invitation(par=equipe, invitation=invitation, instant=instant)
    premier, second = Courriel.objects.order_by("pk")
    courriels.envoyer(second.pk)
    courriels.envoyer(premier.pk)
    premier.refresh_from_db()
    second.refresh_from_db()
    assert (premier.etat, second.etat) == ("retire", "envoye")
    assert len(mail.outbox) == 1


def test_une_invitation_retiree_ne_part_pas_et_ne_s_ouvre_pas(equipe, inviter, amina):
    recue = inviter(amina)
    with pytest.raises(AccesRefuse):
        retirer_invitation(par=amina, invitation=recue.invitation, instant=timezone.now())
    retirer_invitation(par=equipe, invitation=recue.invitation, instant=timezone.now())
    assert etat(recue.invitation) == "retiree"
    with pytest.raises(RegleViolee, match="retirée"):
        accepter_invitation_par_lien(
            par=amina, invitation=recue.invitation, jeton=recue.jeton, instant=timezone.now()
        )
    with pytest.raises(RegleViolee, match="retirée"):
        renvoyer_invitation(par=equipe, invitation=recue.invitation, instant=timezone.now())


def test_accepter_ouvre_le_compte_et_prouve_l_adresse(inviter, amina):
    recue = inviter(amina)
    accepter_invitation_par_lien(
        par=amina, invitation=recue.invitation, jeton=recue.jeton, instant=timezone.now()
    )
    assert etat(recue.invitation) == "acceptee"
    adresse = amina.emailaddress_set.get()
    assert (adresse.email, adresse.verified, adresse.primary) == (amina.email, True, True)
    assert EntreeJournal.objects.get(verbe="invitations.accepter_par_lien").par == amina


def test_le_code_ignore_casse_et_espaces_et_meurt_au_cinquieme_faux(inviter, amina):
    recue = inviter(amina)

    def essayer(code: str) -> bool:
        return accepter_invitation_par_code(
            par=amina, invitation=recue.invitation, code=code, instant=timezone.now()
        )

    for _ in range(4):
        assert not essayer("AAAAAA")
    assert not essayer("BBBBBB")
    assert not essayer(recue.code)  # the sixth try is refused even when right
    recue.invitation.refresh_from_db()
    assert recue.invitation.code_epuise

    accepter_invitation_par_lien(
        par=amina, invitation=recue.invitation, jeton=recue.jeton, instant=timezone.now()
    )
    assert etat(recue.invitation) == "acceptee"


def test_le_bon_code_s_ecrit_comme_on_veut(inviter, amina):
    recue = inviter(amina)
    assert accepter_invitation_par_code(
        par=amina,
        invitation=recue.invitation,
        code=f" {recue.code.lower()}-",
        instant=timezone.now(),
    )


def test_une_invitation_expire(inviter, amina):
    recue = inviter(amina)
    assert etat(recue.invitation, dans=timedelta(days=15)) == "expiree"
    with pytest.raises(RegleViolee, match="expiré"):
        accepter_invitation_par_lien(
            par=amina,
            invitation=recue.invitation,
            jeton=recue.jeton,
            instant=timezone.now() + timedelta(days=15),
        )


def test_un_compte_ferme_se_rouvre_par_une_nouvelle_invitation(equipe, inviter, amina):
    ancienne = inviter(amina)
    desactiver_personne(par=equipe, personne=amina, instant=timezone.now())
    assert etat(ancienne.invitation) == "retiree"
    nouvelle = inviter(amina)
    accepter_invitation_par_lien(
        par=amina, invitation=nouvelle.invitation, jeton=nouvelle.jeton, instant=timezone.now()
    )
    amina.refresh_from_db()
    assert amina.is_active


@pytest.mark.django_db(transaction=True)
def test_de_plusieurs_acceptations_au_meme_instant_une_seule_passe():
    equipe = scenes.equipe()
    amina = scenes.personne("Amina")
    invitation = inviter_personne(par=equipe, personne=amina, motif="Essai", instant=timezone.now())
    recue = lire_invitation(invitation)
    depart = threading.Barrier(8)
    reponses: list[tuple[int, str]] = []

    def accepter() -> None:
        try:
            client = Client()
            depart.wait()
            reponse = client.post(recue.url)
            reponses.append((reponse.status_code, reponse.content.decode()))
        finally:
            connections.close_all()

    fils = [threading.Thread(target=accepter) for _ in range(8)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()

    assert sorted(code for code, _ in reponses) == [303] + [409] * 7
    assert all("déjà été acceptée" in page for code, page in reponses if code == 409)
    assert EntreeJournal.objects.filter(verbe="invitations.accepter_par_lien").count() == 1


def test_un_binome_est_invite_en_un_seul_acte(monde):
    invites = Personne.objects.filter(invitations__motif__contains="Promotion en cours")
    assert invites.count() == 3
    assert Courriel.objects.filter(genre="invitation").count() == 5
