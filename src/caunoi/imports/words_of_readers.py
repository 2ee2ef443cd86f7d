"""The sentences of `trithuc.importers.reading`, listed so that translators find them.

The library speaks English only; its sentences are message ids here. A test holds the two equal.
"""

from django.utils.translation import gettext_noop as _

WORDS_OF_READERS = (
    _("The file {file} cannot be opened. Check that it is there and can be read."),
    _("The file {file} is empty. Choose the file that holds the rows."),
    _(
        "The file {file} holds {megabytes} MB; at most {limit} MB are read. Split it, or remove"
        " pictures from it."
    ),
    _(
        "The file {file} is not a spreadsheet (it holds: {kind}). Save the table as .xlsx, .ods"
        " or .csv."
    ),
    _(
        "The file {file} is a web page, although its name may say otherwise. Open it in a "
        "spreadsheet program and save it as .xlsx."
    ),
    _(
        "The file {file} is damaged or cut short. Open it in a spreadsheet program, save it "
        "again, or ask for a new copy."
    ),
    _("The file {file} is protected by a password. Save a copy without the password."),
    _(
        "The file {file} unfolds to far more than it should and was not opened. Copy its table "
        "into a new workbook."
    ),
    _(
        'Sheet "{sheet}" goes down to row {rows}; at most {limit} rows are read. Split it, or '
        "delete stray cells far below the table."
    ),
    _(
        'Sheet "{sheet}" has {columns} columns; at most {limit} are read. Delete stray cells '
        "far to the right of the table."
    ),
    _(
        'Row {row} of sheet "{sheet}" holds {characters} characters; at most {limit} are read. '
        "Look for a quotation mark that is never closed, or shorten the row."
    ),
    _(
        "The file {file} needs more than {limit} MB of memory. Look for a stray cell far below "
        "or right of the table (Ctrl+End), or split the file."
    ),
    _("The file {file} could not be read within {limit} seconds. Split it into smaller files."),
    _("Reading the file {file} was stopped from outside and nothing was taken from it. Try again."),
    _("There is no room on the disk to read the file {file}. Free some space and try again."),
    _(
        "The characters of the file {file} cannot be recognised. Save it as .xlsx, or as CSV in"
        " UTF-8."
    ),
    _(
        "In the file {file}, a quotation mark opened in row {row} is never closed. Close it, or"
        " save the table as .xlsx."
    ),
    _(
        "The file {file} carries the secrecy stamp “{stamp}” ({place}). It was refused and "
        "nothing of it was kept: state secrets must not be put here."
    ),
    _(
        "No sheet of the file {file} has columns that are recognised. Name the columns as in "
        "the template, or say by hand what each column holds."
    ),
    _("The mapping names a field that does not exist: {field}."),
    _("The file {file} holds neither JSON lines nor a JSON array of records."),
    _(
        "The file {file} holds none of the tables of CORDIS that are read here: projects, "
        "organisations, euroSciVoc and topics."
    ),
    _("The workbook contains macros. They were not run."),
    _('Sheet "{sheet}" is hidden. It was not read: show it if it should be.'),
    _('Sheet "{sheet}" holds no cells (a chart or a macro) and was not read.'),
    _('Sheet "{sheet}" has no columns that are recognised and was not read.'),
    _(
        "The formula in cell {cell} has no stored value and reads as empty. Open the file in a "
        "spreadsheet program and save it again."
    ),
    _("The characters were read as {encoding}. Check names with accents."),
    _("{count} characters could not be read and show as �."),
    _(
        'Column "{column}" of sheet "{sheet}" ({kind}) was dropped unread: no register of this '
        "kind may keep it."
    ),
    _('Column "{column}" of sheet "{sheet}" ({kind}) was not read: it is not kept here.'),
    _('Column "{column}" of sheet "{sheet}" was not recognised and was not read.'),
    _(
        'Column "{column}" of sheet "{sheet}" can mean {meanings} and was not read. Say by hand'
        " what it holds."
    ),
    _('Column "{column}" of sheet "{sheet}" says what another column says and was not read.'),
    _('Row {row} of sheet "{sheet}" is a total (“{text}”) and was skipped.'),
    _(
        'Row {row} of sheet "{sheet}" (“{text}”) has nothing in a recognised column and was '
        "skipped."
    ),
    _('Row {row} of sheet "{sheet}" repeats the column names and was skipped.'),
    _('Row {row} of sheet "{sheet}" is the example of the template, skipped.'),
    _("There is no name."),
    _("The name is a number."),
    _("The name is an e-mail address."),
    _("This is not an e-mail address."),
    _("There is more than one e-mail address. Keep one."),
    _("The answer is neither yes nor no (nor empty)."),
    _("This yes does not name who receives the data (write “yes: name”), and was not taken."),
    _("This sector is not known and was left out."),
    _("This way to contribute is not known and was left out."),
    _("This language is not known and was left out."),
    _("This country is not known and was left out."),
    _("This is not an ORCID iD and was left out."),
    _("This date cannot be read and was left out."),
    _("There is no text of the proposal."),
    _("The proposal has neither the name nor the e-mail address of its author."),
    _("The text has {length} characters; at most {limit} are kept."),
    _("This line is not a JSON object."),
    _("This is not a ROR identifier."),
    _("There is no ROR identifier."),
    _("This row is of no table of CORDIS that is read here."),
    _("There is no number of a project."),
    _("This role is not known and was taken as “participant”."),
    _("This last day lies before the first one and was left out."),
    _("This is not a record of version 3.0 of ORCID's public interface."),
    _("This is not an ORCID iD."),
    _("ORCID has no record of this number. Check it, digit by digit."),
    _("ORCID has locked this record. It cannot be read until ORCID opens it again."),
    _("This ORCID record was closed by its owner and holds nothing any more."),
    _("This ORCID record has not been claimed by its owner and cannot be read."),
    _("This ORCID record was joined to {primary}. Use that number."),
    _("ORCID does not answer now. Nothing was changed; try again later."),
    _("What ORCID answered cannot be read. Nothing was changed."),
    _("There is no title."),
    _("This is not a DOI and was left out."),
    _(
        "The file {file} holds no entries of BibTeX or RIS. Export it again from the reference "
        "manager, as BibTeX or as RIS."
    ),
    _("This entry cannot be read: a bracket, comma or quotation mark is amiss."),
    _("This entry has no end. Its last lines may be missing."),
    _("An entry before it, in line {line}, says the same; that one was read."),
    _("This year cannot be read and was left out."),
    _("The record follows no known schema version."),
    _("The value does not have the expected shape."),
)
