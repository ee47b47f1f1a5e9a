"""The synthesis of a session."""

from django import forms

from parcours.travaux.models.livrables import LONGUEUR_MAX


class SyntheseForm(forms.Form):
    """Two texts; `revision` says which one its writer had before her."""

    texte = forms.CharField(
        label="Pour la promotion",
        max_length=LONGUEUR_MAX,
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text="Une ligne vide change de paragraphe, # commence un titre, un tiret une liste, "
        "**deux étoiles** mettent en gras.",
    )
    pour_l_exterieur = forms.CharField(
        label="À raconter à l’extérieur",
        required=False,
        max_length=LONGUEUR_MAX,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Ce que liront un maire, un employeur, des collègues, par le lien que chaque "
        "binôme peut leur donner. Ne nommez personne.",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
