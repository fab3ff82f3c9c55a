"""How every form of the site is drawn: one field template for label, hint, error and widget."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    field_template_name = "components/field.html"
