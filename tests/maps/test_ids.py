import folium

from maps.ids import renumbered


def page():
    folium_map = folium.Map(tiles=None)
    folium.Marker([30, 104]).add_to(folium_map)
    root = folium_map.get_root()
    return root.render(), root, folium_map


def test_ids_become_numbers_in_order_of_appearance():
    html, root, folium_map = page()
    clean = renumbered(html, root)
    assert folium_map._id not in clean
    assert "map_" + "1".zfill(32) in clean
    assert "marker_" + "2".zfill(32) in clean


def test_two_renderings_of_the_same_map_are_the_same_bytes():
    first, second = page(), page()
    assert first[0] != second[0]
    assert renumbered(*first[:2]) == renumbered(*second[:2])


def test_a_name_that_looks_like_an_id_is_left_alone():
    html, root, _ = page()
    name = "map_0123456789abcdef0123456789abcdef"
    assert name in renumbered(html + name, root)
