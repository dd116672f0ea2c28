"""A course on paper: workbooks to print, answer sheets with a code, and answers that are typed in from them.

================================================ ============================================================
``paper/<module>-<slug>/<learner>.pdf``          a learner's workbook, its last pages the answer sheet
``paper/<module>-<slug>/team-<team>.pdf``        a team's
``trainer/keying-<module>-<slug>.csv``           a table to type answers into, one row a sheet
``trainer/pack/letters-<module>-<slug>.html``    the trainer's marking key: the right letters of each sheet
``trainer/keyed.csv``                            what was typed in, as it was typed; only ever added to
================================================ ============================================================
"""
