"""The HTML page of a session report; text is escaped by jinja2, plots are SVG that matplotlib made."""

from __future__ import annotations

from typing import Final

TEMPLATE: Final = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{{ title }}</title>
<style>
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2rem; }
table { border-collapse: collapse; } td, th { padding: .2rem .9rem .2rem 0; text-align: left; vertical-align: top; }
th { font-weight: 600; } .number { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: 0; background: #fff; border-radius: 6px; padding: .4rem; } figure svg { width: 100%; height: auto; }
i { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin-right: .4em; }
p.note { opacity: .75; }
</style>
<h1>{{ title }}</h1>
<p class="note">{{ kind }}</p>
<table>{% for name, value in facts.items() if value %}<tr><th>{{ name }}<td>{{ value }}{% endfor %}</table>
{% for subject in subjects %}
<h2>{{ subject.name }}</h2>
<figure>{{ subject.plot | safe }}</figure>
<table><tr><th>Emotion<th>Mean probability<th>Headline for
{%- for row in subject.rows %}
<tr><td><i style="background:{{ row.colour }}"></i>{{ row.emotion }}
<td class="number">{% if row.mean is not none %}{{ "%.1f" | format(row.mean * 100) }} %{% endif %}
<td class="number">{{ "%.1f" | format(row.seconds) }} s
{%- endfor %}</table>
{% if subject.measures %}
<table><tr><th>Measure of the face<th>Mean<th>Unit
{%- for row in subject.measures %}
<tr><td>{{ row.name }}<td class="number">{{ row.value }}<td>{{ row.unit }}
{%- endfor %}</table>
{% endif %}
{% else %}
<p>Nobody was seen or heard in this session.</p>
{% endfor %}
{% if left_out %}<p class="note">{{ left_out }} more were seen only for a short time.</p>{% endif %}
{% if marks %}
<h2>Marks</h2>
<table>
{%- for mark in marks %}<tr><td class="number">{{ "%.2f" | format(mark.time_s) }} s<td>{{ mark.label | one_line }}
{%- endfor %}</table>
{% endif %}
<p class="note">Emotions are what networks infer from faces and voices; they may be wrong, and they are no
measurement of what somebody feels.
Inferring emotions at work or in education is prohibited in the EU (AI Act Art. 5(1)(f)).</p>
</html>
"""
