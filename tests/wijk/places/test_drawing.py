"""Outlines put together in one picture, each with a spot for its number."""

import pytest

from wijk.places.drawing import WIDTH, draw, rings

SQUARE = "M100 100L110 100L110 110L100 110Z"


@pytest.mark.parametrize("path", [SQUARE, "M100 100H110V110H100Z", "m100 100l10 0l0 10l-10 0z", "m100 100h10v10h-10z"])
def test_a_path_in_any_notation_has_the_same_corners(path: str) -> None:
    assert rings(path) == [[(100, 100), (110, 100), (110, 110), (100, 110)]]


def test_after_the_end_of_a_line_the_pen_is_back_at_its_start() -> None:
    assert rings("M10 10h5v5zm20 0h5v5z")[1][0] == (30, 10)


def test_the_shapes_fill_the_picture_side_by_side() -> None:
    drawing = draw([SQUARE, "M110 100H120V110H110Z"])
    assert drawing is not None
    assert drawing.view_box == f"0 0 {WIDTH:.0f} 312"
    assert drawing.shapes[0].path == "M12 12L300 12L300 300L12 300z"
    assert [(shape.x, shape.y) for shape in drawing.shapes] == [(156, 156), (444, 156)]


def test_the_number_of_a_bent_shape_stays_inside_it() -> None:
    bent = "M0 0H100V20H20V80H100V100H0Z"
    drawing = draw([bent])
    assert drawing is not None
    shape = drawing.shapes[0]
    assert shape.x < 150 or shape.y < 150 or shape.y > 450


def test_a_ring_road_that_runs_far_does_not_shrink_the_rest() -> None:
    drawing = draw([SQUARE, "M110 100H500V101H110Z"])
    assert drawing is not None
    assert drawing.shapes[0].path == "M12 12L588 12L588 588L12 588z"
    assert [shape.strip for shape in drawing.shapes] == [False, True]


def test_nothing_to_draw() -> None:
    assert (draw([]), draw([""])) == (None, None)
